import type { TimeRange } from "../../postgres/time-range"
import type { OfferedPrice } from "./offered-price"

export const QUOTE_STATUSES = ["requested", "sent", "accepted", "declined", "expired", "cancelled", "rejected"] as const

/** The status of a quote. */
export type QuoteStatus = (typeof QUOTE_STATUSES)[number]

/** Authors of messages. `system` is the shop's software on its own. */
export const QUOTE_AUTHORS = ["customer", "admin", "system"] as const

export type QuoteAuthor = (typeof QUOTE_AUTHORS)[number]

export const QUOTE_ACTOR_TYPES = ["customer", "admin", "api_key", "system"] as const

export type QuoteActorType = (typeof QUOTE_ACTOR_TYPES)[number]

/** The person or software that makes a change. */
export type QuoteActor = {
  type: QuoteActorType
  id?: string | null
  /** The person who impersonates the customer, from the `act` claim of a Clerk token. */
  impersonator_id?: string | null
}

export const QUOTE_EVENT_TYPES = [
  "requested",
  "draft_changed",
  "sent",
  "renegotiated",
  "accepted",
  "declined",
  "expired",
  "cancelled",
  "rejected",
  "reminded",
] as const

/** The kind of a timeline entry. */
export type QuoteEventType = (typeof QUOTE_EVENT_TYPES)[number]

/** A stored line. Amounts are in major units of the quote's currency. */
export type QuoteItemRecord = {
  /** The same in the request, the draft and all revisions. */
  id: string
  /** The order of the lines, from 0. */
  position: number
  variant_id: string
  /** The SKU and title when the line was added. */
  sku: string | null
  title: string
  /** The name of the variant within its product; `null` if it has none. */
  variant_title: string | null
  quantity: number
  /** The customer's price when the line was added; `null` if there was none. */
  list_unit_price: number | null
  /** The offered price; `null` until the shop sets one. */
  unit_price: number | null
  /** The price that the customer asks for. */
  target_unit_price: number | null
  /** Whether the prices include taxes. */
  is_tax_inclusive: boolean
  note: string | null
}

/** A line to store. */
export type NewQuoteItem = Omit<QuoteItemRecord, "id" | "position">

/** An offer as it was sent. Revision 0 is the request at list prices. Never changes. */
export type QuoteRevisionRecord = {
  id: string
  revision: number
  /** Company name and tax id of the customer at that time. */
  company_name: string | null
  tax_id: string | null
  /** `null` for revision 0. */
  valid_until: Date | null
  /** Σ `unit_price` × `quantity`; `null` while any price is. */
  total: number | null
  /** The shop's message to the customer. */
  message: string | null
  created_at: Date
}

/** A revision with its lines. */
export type QuoteOffer = QuoteRevisionRecord & { items: QuoteItemRecord[] }

/** A file of a message. The sender chose its name; the server detected its type from the content. */
export type QuoteAttachmentRecord = {
  id: string
  message_id: string
  /** The id in Medusa's File Module. Never leaves the server. */
  file_id: string
  filename: string
  mime_type: string
  /** Bytes. */
  size: number
}

/** A stored message. */
export type QuoteMessageRecord = {
  id: string
  author: QuoteAuthor
  author_id: string | null
  text: string
  /** The line that the message is about. */
  item_id: string | null
  attachments: QuoteAttachmentRecord[]
  created_at: Date
}

/** A message to store. */
export type NewQuoteMessage = {
  /** @default a new id */
  id?: string
  text: string
  item_id?: string
  attachments?: NewQuoteAttachment[]
}

/** An attachment to store. */
export type NewQuoteAttachment = Omit<QuoteAttachmentRecord, "id" | "message_id">

/** An entry of a quote's timeline. */
export type QuoteEventRecord = {
  id: string
  type: QuoteEventType
  actor_type: QuoteActorType
  actor_id: string | null
  impersonator_id: string | null
  /** The statuses before and after; equal if the status did not change. */
  from_status: QuoteStatus | null
  to_status: QuoteStatus
  /** The last revision at that time. */
  revision: number
  note: string | null
  /** For `renegotiated`: the customer's wishes line by line, if there were any. */
  items?: QuoteWish[]
  created_at: Date
}

/** A customer's wish for an offered line. Absent keys stay as they are. */
export type QuoteWish = {
  id: string
  quantity?: number
  /** The unit price that the customer asks for, in major units. */
  target_unit_price?: number
  note?: string
}

/** A quote without its lines, messages and timeline. */
export type QuoteRow = {
  id: string
  /** The number for people, such as `Q-000123`. */
  number: string
  customer_id: string
  status: QuoteStatus
  /** The last revision sent; 0 before the first. */
  revision: number
  currency_code: string
  /** Decimals of the currency. */
  decimal_digits: number
  region_id: string | null
  sales_channel_id: string | null
  /** The cart that the quote was requested from. */
  cart_id: string | null
  /** Company name and tax id as of the request, or of the last revision sent. */
  company_name: string | null
  tax_id: string | null
  /** The end of validity of the last revision. */
  valid_until: Date | null
  /** The end of validity of the next revision; `null`: the plugin option `quotes.validForDays` decides. */
  draft_valid_until: Date | null
  internal_note: string | null
  order_id: string | null
  /** The placement that is placing the order. */
  accepting_id: string | null
  /** Since when the customer waits for the shop: for an offer, or for an answer to a message. `null` if it is not the shop's turn. */
  waiting_since: Date | null
  created_at: Date
  updated_at: Date
}

/** The total of lines, `null` while a price is missing, and their number. */
export type QuoteSummary = { total: number | null; item_count: number }

/** A quote in a list, without its lines and messages: there may be thousands. */
export type ListedQuote = QuoteRow & {
  /** The draft of the next revision. Customers never see it. */
  draft: QuoteSummary
  /** The last revision sent, or the request. */
  offer: QuoteSummary
  message_count: number
}

/** A quote with its draft, its offer, its messages and its timeline. */
export type QuoteRecord = QuoteRow & {
  /** The draft of the next revision. Customers never see it. */
  items: QuoteItemRecord[]
  /** The last revision sent, or the request. */
  offer: QuoteOffer
  messages: QuoteMessageRecord[]
  /** Who did what, oldest first. */
  timeline: QuoteEventRecord[]
}

/** A quote to store, requested by the customer or on their behalf. */
export type NewQuote = Pick<
  QuoteRow,
  "customer_id" | "currency_code" | "decimal_digits" | "region_id" | "sales_channel_id" | "cart_id" | "company_name" | "tax_id"
> & {
  /** @default a new id */
  id?: string
  items: NewQuoteItem[]
  /** The first message, from the customer or the admin. */
  message?: NewQuoteMessage
  internal_note?: string | null
  /** The end of validity of the first revision. */
  draft_valid_until?: Date | string | null
  /** The customer's e-mail address and names, which the search covers too. */
  search_terms: (string | null)[]
  /** Refuses the request if the customer already has this many open quotes. @default no limit */
  most_open?: number
  actor: QuoteActor
}

export type QuoteFilters = {
  customer_id?: string
  status?: QuoteStatus
  /** Whether the customer waits for the shop. */
  waiting?: boolean
  /** Searches number, company name, tax id, e-mail address and names. Wildcards are literal. */
  q?: string
  created_at?: TimeRange
  updated_at?: TimeRange
  waiting_since?: TimeRange
  /** When the shop sent an offer. A quote can have been sent several times. */
  sent_at?: TimeRange
  accepted_at?: TimeRange
  limit: number
  offset: number
  /** A leading `-` sorts descending. @default "-created_at" */
  order?: QuoteOrder
}

/** The columns that lists can be sorted by. */
export const QUOTE_ORDERS = ["created_at", "updated_at", "valid_until"] as const

/** The columns that the shop's list can be sorted by. `waiting_since` puts quotes that wait for the shop first. */
export const ADMIN_QUOTE_ORDERS = [...QUOTE_ORDERS, "waiting_since"] as const

export type QuoteOrder = `${"" | "-"}${(typeof ADMIN_QUOTE_ORDERS)[number]}`

/** How many quotes have each status, and for how many the customer waits for the shop. */
export type QuoteCounts = Record<QuoteStatus | "waiting", number>

/** Changes to a draft. Absent keys stay as they are. */
export type QuoteDraftChanges = {
  /** Lines to change. A `unit_price` of `null` puts a line without a list price on request again. */
  update?: ({ id: string; quantity?: number; note?: string | null; unit_price?: number | null } & Omit<OfferedPrice, "unit_price">)[]
  add?: NewQuoteItem[]
  /** Ids of lines to remove. */
  remove?: string[]
  /** Off the list price of every existing line without a price in `update`, from 0 to 100. */
  discount_percentage?: number
  /** `null`: the plugin option `quotes.validForDays` decides. */
  valid_until?: Date | string | null
  internal_note?: string | null
}

export type SendQuote = {
  id: string
  /** The end of validity if the draft has none. */
  default_valid_until: Date | string
  /** The current company name and tax id. */
  buyer: QuoteBuyer
  /** The shop's message to the customer. */
  message?: string
  search_terms?: (string | null)[]
  expected_updated_at?: Date | string
  actor: QuoteActor
}

/** The company that a quote is for. If it changes, the customer can no longer accept the offer. */
export type QuoteBuyer = { company_name: string | null; tax_id: string | null }

/** A placement's claim to a quote. */
export type AcceptanceClaim = {
  id: string
  customer_id: string
  /** The revision that the customer sees. */
  revision: number
  /** The placement. */
  accepting_id: string
  /** Who acts on the customer's behalf, if someone impersonates them. */
  impersonator_id?: string | null
}
