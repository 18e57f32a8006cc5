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

/**
 * The events that this plugin emits about quotes. Each carries {@link QuoteEventData}, `MESSAGE` carries
 * {@link QuoteMessageEventData}.
 *
 * @example
 * // src/subscribers/book-accepted-quote.ts
 * export const config: SubscriberConfig = { event: QuoteEvents.ACCEPTED }
 */
export const QuoteEvents = {
  /** A customer has asked for a quote, or an admin has on his behalf. */
  REQUESTED: "quote.requested",
  /** The shop has sent a revision, which the customer can accept. */
  SENT: "quote.sent",
  /** Somebody has written about a quote. */
  MESSAGE: "quote.message",
  /** A customer has accepted, and the order exists. */
  ACCEPTED: "quote.accepted",
  /** A customer has declined what the shop offered. */
  DECLINED: "quote.declined",
  /** The time for which the last revision was valid has passed. */
  EXPIRED: "quote.expired",
  /** The last revision expires soon: in `quotes.reminderDays` days or less. */
  EXPIRING: "quote.expiring",
  /** A customer has asked for another round. */
  RENEGOTIATED: "quote.renegotiated",
  /** A customer has cancelled his quote, or Medusa has deleted the customer. */
  CANCELLED: "quote.cancelled",
  /** The shop has turned a quote down. */
  REJECTED: "quote.rejected",
} as const

/** What a `quote.*` event carries. */
export type QuoteEventData = { id: string; number: string; customer_id: string }

/** What `quote.message` carries. */
export type QuoteMessageEventData = QuoteEventData & { message_id: string; author: QuoteAuthor }
