import { authorOf } from "../../../modules/quote/store-message"
import { statusNow } from "../../../modules/quote/transitions"
import type {
  QuoteAuthor,
  QuoteEventRecord,
  QuoteEventType,
  QuoteMessageRecord,
  QuoteRecord,
  QuoteStatus,
} from "../../../modules/quote/types"
import type { PluginOptions } from "../../../options"
import {
  draftsToCustomer,
  draftsToShop,
  type FeedData,
  nameInFeed,
  type NotificationDraft,
  type NotifiedCustomer,
  type PlannedNotification,
  planNotifications,
} from "../../notifications/plan-notifications"

/** The kind of a notification. The event is `quote.<notice>`. */
export type QuoteNotice = keyof typeof NOTICES

/** The data of a template about a quote. Holds only what the customer may see, even for the shop. */
export type QuoteNotificationData = {
  store_name: string | null
  customer: NotifiedCustomer
  /** As of the request, or of the last revision sent. */
  company_name: string | null
  tax_id: string | null
  quote: NotifiedQuote
  /** The message with the request, the revision or the next round, or a message of its own. */
  message: NotifiedMessage | null
  /** Why the quote was declined, cancelled or rejected. */
  reason: string | null
  /** The templates `quoteAccepted` and `quoteMessage` serve both. */
  recipient: "shop" | "customer"
  /** The customer's page in Medusa's admin, if the configuration has its address. Always `null` for customers. */
  admin_url: string | null
}

/** A quote as its customer sees it: the last revision sent, or the request. */
export type NotifiedQuote = {
  id: string
  number: string
  status: QuoteStatus
  /** The last revision sent; 0 before the first. */
  revision: number
  currency_code: string
  /** In major units, without shipping and without taxes that are not part of the prices; `null` while a price is missing. */
  total: number | null
  /** In English, e.g. `EUR 1,234.50`, or `price on request`. */
  total_formatted: string
  /** ISO 8601. */
  valid_until: string | null
  order_id: string | null
  item_count: number
}

export type NotifiedMessage = { text: string; author: QuoteAuthor; attachment_count: number }

/** Everything that the notifications of one change depend on. */
export type QuoteNotificationSource = {
  quote: QuoteRecord
  customer: NotifiedCustomer
  store_name: string | null
  admin_url: string | null
  /** How many notifications of this kind the customer has already caused in the same hour. */
  earlier: number
  /** The message, for the notice `message`. */
  message_id?: string
}

/** Notifications to the shop per customer and hour, so that no customer can flood the mailbox. */
export const MOST_AN_HOUR = 10

type Notice = {
  template: keyof PluginOptions["notifications"]["templates"]
  /** The timeline entry, and the status in which it is still news. Messages have none, because they never become outdated. */
  change?: { entry: QuoteEventType; status: QuoteStatus }
  /** The title in Medusa's admin feed. `undefined`: the shop is not notified. */
  title?: string
  toCustomer?: boolean
}

const NOTICES = {
  requested: { template: "quoteRequested", change: { entry: "requested", status: "requested" }, title: "Quote requested" },
  renegotiated: {
    template: "quoteRenegotiated",
    change: { entry: "renegotiated", status: "requested" },
    title: "Another round requested",
  },
  accepted: {
    template: "quoteAccepted",
    change: { entry: "accepted", status: "accepted" },
    title: "Quote accepted",
    toCustomer: true,
  },
  declined: { template: "quoteDeclined", change: { entry: "declined", status: "declined" }, title: "Quote declined" },
  cancelled: { template: "quoteCancelled", change: { entry: "cancelled", status: "cancelled" }, title: "Quote cancelled" },
  message: { template: "quoteMessage", title: "Message about a quote", toCustomer: true },
  sent: { template: "quoteSent", change: { entry: "sent", status: "sent" }, toCustomer: true },
  expiring: { template: "quoteExpiring", change: { entry: "reminded", status: "sent" }, toCustomer: true },
  expired: { template: "quoteExpired", change: { entry: "expired", status: "expired" }, toCustomer: true },
  rejected: { template: "quoteRejected", change: { entry: "rejected", status: "rejected" }, toCustomer: true },
} as const satisfies Record<string, Notice>

/**
 * Returns the notifications of a change to a quote. The shop hears of the customer's actions, the customer of the shop's
 * actions and of expiry. Returns none if the quote has moved on: the later change has its own notification.
 *
 * @example
 * quoteNotifications("sent", { quote, customer, store_name: "Cedar", admin_url: null, earlier: 0 }, options.notifications)
 */
export const quoteNotifications = (
  notice: QuoteNotice,
  source: QuoteNotificationSource,
  options: PluginOptions["notifications"]
): PlannedNotification[] => {
  const { template, title, toCustomer }: Notice = NOTICES[notice]
  const news = newsOf(notice, source)
  if (!news) {
    return []
  }
  const { quote, customer } = source
  const tellShop = title !== undefined && news.author === "customer" && source.earlier < MOST_AN_HOUR
  const tellCustomer = toCustomer === true && (notice !== "message" || news.author === "admin")
  return planNotifications(
    { trigger_type: `quote.${notice}`, resource_type: "quote", resource_id: quote.id, key: `quote:${notice}:${news.id}` },
    [
      ...(tellShop ? shopDrafts(options, template, title, dataFor("shop", source, news)) : []),
      ...(tellCustomer ? draftsToCustomer(options, customer, options.templates[template], dataFor("customer", source, news)) : []),
    ]
  )
}

/** The change or message of a notification. Its id makes the idempotency key. */
type News = { id: string; author: QuoteAuthor; message: NotifiedMessage | null; reason: string | null }

const newsOf = (notice: QuoteNotice, { quote, message_id }: QuoteNotificationSource): News | undefined => {
  const { change }: Notice = NOTICES[notice]
  if (!change) {
    const message = quote.messages.find(({ id }) => id === message_id)
    return message && { id: message.id, author: message.author, message: toNotifiedMessage(message), reason: null }
  }
  const entry = quote.timeline.filter(({ type, revision }) => type === change.entry && revision === quote.revision).at(-1)
  if (!entry || statusNow(quote) !== change.status) {
    return undefined
  }
  const isReason = ["declined", "cancelled", "rejected"].includes(notice)
  return {
    id: entry.id,
    // A job may have finished the order, but the customer accepted it.
    author: notice === "accepted" ? "customer" : authorOf({ type: entry.actor_type }),
    message: isReason ? null : messageWith(entry, quote),
    reason: isReason ? entry.note : null,
  }
}

const messageWith = (entry: QuoteEventRecord, { offer, messages }: QuoteRecord): NotifiedMessage | null => {
  if (entry.type === "requested") {
    const first = messages.find(({ created_at }) => created_at.getTime() <= entry.created_at.getTime())
    return first ? toNotifiedMessage(first) : null
  }
  const text = entry.type === "sent" ? offer.message : entry.note
  return text === null ? null : { text, author: authorOf({ type: entry.actor_type }), attachment_count: 0 }
}

const toNotifiedMessage = ({ text, author, attachments }: QuoteMessageRecord): NotifiedMessage => ({
  text,
  author,
  attachment_count: attachments.length,
})

const dataFor = (
  recipient: QuoteNotificationData["recipient"],
  { quote, customer, store_name, admin_url }: QuoteNotificationSource,
  { message, reason }: News
): QuoteNotificationData => ({
  store_name,
  customer,
  company_name: quote.company_name,
  tax_id: quote.tax_id,
  quote: toNotifiedQuote(quote),
  message,
  reason,
  recipient,
  admin_url: recipient === "shop" ? admin_url : null,
})

/** Reads the offer, never the draft, which the customer must not see. */
const toNotifiedQuote = (quote: QuoteRecord): NotifiedQuote => ({
  id: quote.id,
  number: quote.number,
  status: quote.status,
  revision: quote.revision,
  currency_code: quote.currency_code,
  total: quote.offer.total,
  total_formatted: formatTotal(quote),
  valid_until: quote.valid_until?.toISOString() ?? null,
  order_id: quote.order_id,
  item_count: quote.offer.items.length,
})

/** Writes the currency code, because `Intl` throws on currencies that it does not know. */
const formatTotal = ({ currency_code, decimal_digits, offer }: QuoteRecord): string => {
  if (offer.total === null) {
    return "price on request"
  }
  const amount = new Intl.NumberFormat("en", { minimumFractionDigits: decimal_digits, maximumFractionDigits: decimal_digits })
  return `${currency_code.toUpperCase()} ${amount.format(offer.total)}`
}

const shopDrafts = (
  options: PluginOptions["notifications"],
  template: Notice["template"],
  title: string,
  data: QuoteNotificationData
): NotificationDraft[] => draftsToShop(options, options.templates[template], data, feedData(title, data))

const feedData = (title: string, { company_name, customer, quote }: QuoteNotificationData): FeedData => ({
  title,
  description: `${quote.number}, ${quote.total_formatted}: ${nameInFeed(company_name, customer)}`,
})
