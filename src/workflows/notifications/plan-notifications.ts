import type { CreateNotificationDTO } from "@medusajs/framework/types"
import type { PluginOptions } from "../../options"

/** A notification that tells the same however often it is made: its key is the same each time. */
export type PlannedNotification = CreateNotificationDTO & {
  template: string
  resource_type: "customer" | "quote"
  resource_id: string
  idempotency_key: string
}

/** The customer, as each template gets him. */
export type NotifiedCustomer = { id: string; email: string; first_name: string | null; last_name: string | null }

/** What Medusa's admin shows. */
export type FeedData = { title: string; description: string }

/** What somebody is told, before it is said on which occasion. */
export type NotificationDraft = {
  channel: string
  to: string
  template: string
  data: Record<string, unknown>
  /** The customer's id, where it goes to the customer. */
  receiver_id?: string
}

/** Medusa's admin shows what has this channel, this template and no particular recipient. */
const ADMIN_FEED = { channel: "feed", template: "admin-ui", to: "" }

/**
 * Tells each address of the shop once, and Medusa's admin, as far as the options want it.
 *
 * @example
 * draftsToShop(options.notifications, "customer-role-application", data, { title: "New application", description: "…" })
 */
export const draftsToShop = (
  { channel, shop, adminFeed }: PluginOptions["notifications"],
  template: string,
  data: Record<string, unknown>,
  feed: FeedData
): NotificationDraft[] => [
  ...(channel === false ? [] : [...new Set(shop)].map((to) => ({ channel, to, template, data }))),
  ...(adminFeed ? [{ ...ADMIN_FEED, data: feed }] : []),
]

/**
 * Tells the customer, unless the options want nobody told.
 *
 * @example
 * draftsToCustomer(options.notifications, customer, "customer-role-verified", data)
 */
export const draftsToCustomer = (
  { channel }: PluginOptions["notifications"],
  { id, email }: NotifiedCustomer,
  template: string,
  data: Record<string, unknown>
): NotificationDraft[] => (channel === false ? [] : [{ channel, to: email, template, data, receiver_id: id }])

/**
 * Gives each notification of an occasion the key that keeps its recipient from being told twice.
 *
 * @example
 * planNotifications({ trigger_type: "quote.sent", resource_type: "quote", resource_id: "quo_123", key: "quote:sent:quoevt_1" }, drafts)
 */
export const planNotifications = (
  { key, ...occasion }: Pick<PlannedNotification, "trigger_type" | "resource_type" | "resource_id"> & { key: string },
  drafts: NotificationDraft[]
): PlannedNotification[] =>
  drafts.map((draft) => ({
    ...occasion,
    ...draft,
    idempotency_key: `${key}:${draft.receiver_id ? "customer" : draft.to || draft.channel}`,
  }))

/**
 * How Medusa's admin names a customer.
 *
 * @example
 * nameInFeed("Cedar GmbH", customer) // "Cedar GmbH (mara@cedar.example)"
 */
export const nameInFeed = (company_name: string | null, { email, first_name, last_name }: NotifiedCustomer): string => {
  const name = company_name ?? [first_name, last_name].filter(Boolean).join(" ")
  return name ? `${name} (${email})` : email
}
