import type { RoleEventName } from "./modules/customer-role/types"

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
  /** A quote is asked for, by the customer or on his behalf. */
  REQUESTED: "quote.requested",
  /** A customer has accepted an offer, and the order exists. */
  ACCEPTED: "quote.accepted",
  /** The shop has sent a revision. */
  SENT: "quote.sent",
  /** A customer asks for another round. */
  RENEGOTIATED: "quote.renegotiated",
  /** A customer does not want what was offered. */
  DECLINED: "quote.declined",
  /** A customer has cancelled his quote. */
  CANCELLED: "quote.cancelled",
  /** The shop makes no offer. */
  REJECTED: "quote.rejected",
} as const

/** What a `quote.*` event carries. */
export type QuoteEventData = { id: string; number: string; customer_id: string }
