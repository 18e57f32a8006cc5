import type { RoleEventName } from "./modules/customer-role/types"
import type { QuoteAuthor } from "./modules/quote/types"

/**
 * The events that this plugin emits about roles. Each carries {@link CustomerRoleEventData}.
 *
 * @example
 * // src/subscribers/greet-verified-business.ts
 * export const config: SubscriberConfig = { event: CustomerRoleEvents.VERIFIED }
 */
export const CustomerRoleEvents = {
  /** A customer has a role for the first time. */
  CREATED: "customer_role.created",
  /** A business applies, or applies again after it changed its details. */
  PENDING: "customer_role.pending",
  VERIFIED: "customer_role.verified",
  REJECTED: "customer_role.rejected",
  REVOKED: "customer_role.revoked",
  ACCOUNT_TYPE_CHANGED: "customer_role.account_type_changed",
  /** The Clerk user was banned or deleted. */
  DISABLED: "customer_role.disabled",
} as const satisfies Record<Uppercase<RoleEventName>, `customer_role.${RoleEventName}`>

/** What a `customer_role.*` event carries. */
export type CustomerRoleEventData = {
  /** The id of the `customer_meta` record. */
  id: string
  customer_id: string
}

/** The events that this plugin emits about quotes. Each carries {@link QuoteEventData}. */
export const QuoteEvents = {
  /** A customer has asked for a quote. */
  REQUESTED: "quote.requested",
  /** A customer has cancelled his quote. */
  CANCELLED: "quote.cancelled",
  /** Somebody has written about a quote. Carries {@link QuoteMessageEventData}. */
  MESSAGE: "quote.message",
} as const

/** What a `quote.*` event carries. */
export type QuoteEventData = { id: string; number: string; customer_id: string }

/** What `quote.message` carries. */
export type QuoteMessageEventData = QuoteEventData & { message_id: string; author: QuoteAuthor }
