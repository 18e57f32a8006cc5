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
  /** A customer gets a role for the first time. */
  CREATED: "customer_role.created",
  /** A business applies, or applies again with changed details. */
  PENDING: "customer_role.pending",
  VERIFIED: "customer_role.verified",
  REJECTED: "customer_role.rejected",
  REVOKED: "customer_role.revoked",
  ACCOUNT_TYPE_CHANGED: "customer_role.account_type_changed",
  /** The Clerk user is banned or deleted. */
  DISABLED: "customer_role.disabled",
} as const satisfies Record<Uppercase<RoleEventName>, `customer_role.${RoleEventName}`>

/** The data of a `customer_role.*` event. */
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
  /** A customer requests a quote, or an admin does so on their behalf. */
  REQUESTED: "quote.requested",
  /** The shop sends a revision that the customer can accept. */
  SENT: "quote.sent",
  /** The customer or the shop writes a message. */
  MESSAGE: "quote.message",
  /** The customer accepts, and the order exists. */
  ACCEPTED: "quote.accepted",
  /** The customer declines the offer. */
  DECLINED: "quote.declined",
  /** The last revision is no longer valid. */
  EXPIRED: "quote.expired",
  /** The last revision expires soon: in `quotes.reminderDays` days or less. */
  EXPIRING: "quote.expiring",
  /** The customer asks for a new offer. */
  RENEGOTIATED: "quote.renegotiated",
  /** The customer cancels the quote, or is deleted at Medusa. */
  CANCELLED: "quote.cancelled",
  /** The shop rejects the request for a quote. */
  REJECTED: "quote.rejected",
} as const

/** The data of a `quote.*` event. */
export type QuoteEventData = { id: string; number: string; customer_id: string }

/** The data of a `quote.message` event. */
export type QuoteMessageEventData = QuoteEventData & { message_id: string; author: QuoteAuthor }
