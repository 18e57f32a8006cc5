import type { CreateNotificationDTO } from "@medusajs/framework/types"
import type { PluginOptions } from "../../options"

/** A notification with a stable key: planning it again for the same change produces the same key. */
export type PlannedNotification = CreateNotificationDTO & {
  template: string
  resource_type: "customer" | "quote"
  resource_id: string
  idempotency_key: string
}

/** The customer in the data of each template. */
export type NotifiedCustomer = { id: string; email: string; first_name: string | null; last_name: string | null }

/** An entry of the feed in Medusa's admin. */
export type FeedData = { title: string; description: string }

/** A notification before it has a key. */
export type NotificationDraft = {
  channel: string
  to: string
  template: string
  data: Record<string, unknown>
  /** The customer's id, if the notification goes to the customer. */
  receiver_id?: string
}

/** Medusa's admin shows notifications with this channel and template and no recipient. */
const ADMIN_FEED = { channel: "feed", template: "admin-ui", to: "" }

/**
 * Returns one draft per address of the shop and one for Medusa's admin feed, as far as the options allow.
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
 * Returns the draft for the customer, or none if the options switch e-mails off.
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
 * Adds an idempotency key to each draft, so that each recipient hears of a change once.
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
 * Returns the name of a customer for the admin feed.
 *
 * @example
 * nameInFeed("Cedar GmbH", customer) // "Cedar GmbH (mara@cedar.example)"
 */
export const nameInFeed = (company_name: string | null, { email, first_name, last_name }: NotifiedCustomer): string => {
  const name = company_name ?? [first_name, last_name].filter(Boolean).join(" ")
  return name ? `${name} (${email})` : email
}
