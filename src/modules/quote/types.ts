import type { OfferedPrice } from "./offered-price"

/** The states of a quote. */
export const QUOTE_STATUSES = ["requested", "sent", "accepted", "declined", "expired", "cancelled", "rejected"] as const

/** A state of a quote. */
export type QuoteStatus = (typeof QUOTE_STATUSES)[number]

/** Who writes messages; `system` is the shop's software by itself. */
export const QUOTE_AUTHORS = ["customer", "admin", "system"] as const

/** Who wrote a message. */
export type QuoteAuthor = (typeof QUOTE_AUTHORS)[number]

/** Who can change a quote. */
export const QUOTE_ACTOR_TYPES = ["customer", "admin", "api_key", "system"] as const

/** Who changed a quote. */
export type QuoteActorType = (typeof QUOTE_ACTOR_TYPES)[number]

/** Who makes a change. */
export type QuoteActor = {
  type: QuoteActorType
  id?: string | null
  /** The person behind the customer where a Clerk token carried `act`. */
  impersonator_id?: string | null
}

/** The kinds of entries in the timeline of a quote. */
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

/** A kind of entry in the timeline of a quote. */
export type QuoteEventType = (typeof QUOTE_EVENT_TYPES)[number]

/** A line, as stored. Amounts are in major units of the quote's currency. */
export type QuoteItemRecord = {
  /** Stays the same from the request through the draft and all revisions. */
  id: string
  /** The place among the lines, from 0. */
  position: number
  variant_id: string
  /** SKU and title as they were when the line came into the quote. */
  sku: string | null
  title: string
  /** What tells the variant from others of the product; `null` where it has no name of its own. */
  variant_title: string | null
  quantity: number
  /** What the customer would have paid when the line came into the quote; `null` where there was no price. */
  list_unit_price: number | null
  /** What the shop offers; `null` until it sets a price where there was none. */
  unit_price: number | null
  /** What the customer would like to pay. */
  target_unit_price: number | null
  /** Whether both prices include taxes. */
  is_tax_inclusive: boolean
  note: string | null
}

/** A line before it is stored. */
export type NewQuoteItem = Omit<QuoteItemRecord, "id" | "position">

/** What the customer was shown at one time: revision 0 is his own request at list prices. Never changes. */
export type QuoteRevisionRecord = {
  id: string
  revision: number
  /** Company and tax id of the customer at that time. */
  company_name: string | null
  tax_id: string | null
  /** `null` for revision 0. */
  valid_until: Date | null
  /** Σ `unit_price` × `quantity`; `null` while any price is. */
  total: number | null
  /** What the shop wrote to the customer with it. */
  message: string | null
  created_at: Date
}

/** A revision with its lines. */
export type QuoteOffer = QuoteRevisionRecord & { items: QuoteItemRecord[] }

/** A file that came with a message. What it is called is the sender's word, what it is was found in its content. */
export type QuoteAttachmentRecord = {
  id: string
  message_id: string
  /** Medusa's File Module knows the file by it. Never leaves the server. */
  file_id: string
  filename: string
  mime_type: string
  /** Bytes. */
  size: number
}

/** A message, as stored. */
export type QuoteMessageRecord = {
  id: string
  author: QuoteAuthor
  author_id: string | null
  text: string
  /** The line it is about. */
  item_id: string | null
  attachments: QuoteAttachmentRecord[]
  created_at: Date
}

/** A message before it is stored. */
export type NewQuoteMessage = {
  /** @default a new one */
  id?: string
  text: string
  item_id?: string
  attachments?: NewQuoteAttachment[]
}

/** An attachment before it is stored. */
export type NewQuoteAttachment = Omit<QuoteAttachmentRecord, "id" | "message_id">

/** An entry of a quote's timeline. */
export type QuoteEventRecord = {
  id: string
  type: QuoteEventType
  actor_type: QuoteActorType
  actor_id: string | null
  impersonator_id: string | null
  /** The states before and after, the same where the state did not change. */
  from_status: QuoteStatus | null
  to_status: QuoteStatus
  /** The last revision sent by then. */
  revision: number
  note: string | null
  /** With `renegotiated`, where it was said line by line: what the customer would like to have otherwise. */
  items?: QuoteWish[]
  created_at: Date
}

/** What a customer would like to have otherwise about a line that was offered. An absent key stays. */
export type QuoteWish = {
  id: string
  quantity?: number
  /** What the customer would like to pay for one, in major units. */
  target_unit_price?: number
  note?: string
}

/** A quote without what belongs to it. */
export type QuoteRow = {
  id: string
  /** For people, e.g. `Q-000123`. */
  number: string
  customer_id: string
  status: QuoteStatus
  /** The last revision sent, 0 before. */
  revision: number
  currency_code: string
  /** The smallest unit of the currency, as a number of decimals. */
  decimal_digits: number
  region_id: string | null
  sales_channel_id: string | null
  /** The cart that the quote was asked for with. */
  cart_id: string | null
  /** Company and tax id as they were when the quote was asked for or last sent. */
  company_name: string | null
  tax_id: string | null
  /** Until when the last revision can be accepted. */
  valid_until: Date | null
  /** Until when the next revision is to be valid; `null`: as many days as the shop gives. */
  draft_valid_until: Date | null
  internal_note: string | null
  order_id: string | null
  /** The attempt to place the order that is under way. */
  accepting_id: string | null
  created_at: Date
  updated_at: Date
}

/** What lines come to, `null` while a price is missing, and how many there are. */
export type QuoteSummary = { total: number | null; item_count: number }

/** A quote as lists give it: without its lines and messages, of which there may be thousands. */
export type ListedQuote = QuoteRow & {
  /** The draft of the next revision. Customers never see it. */
  draft: QuoteSummary
  /** The last revision sent, or the request. */
  offer: QuoteSummary
  message_count: number
}

/** A quote by itself, with its draft, what the customer sees, and what both have written and done. */
export type QuoteRecord = QuoteRow & {
  /** The draft of the next revision. Customers never see it. */
  items: QuoteItemRecord[]
  /** The last revision sent, or the request. */
  offer: QuoteOffer
  messages: QuoteMessageRecord[]
  /** Who did what, oldest first. */
  timeline: QuoteEventRecord[]
}

/** A quote that is asked for, by the customer or on his behalf. */
export type NewQuote = Pick<
  QuoteRow,
  "customer_id" | "currency_code" | "decimal_digits" | "region_id" | "sales_channel_id" | "cart_id" | "company_name" | "tax_id"
> & {
  /** @default a new one */
  id?: string
  items: NewQuoteItem[]
  /** The first message, of the customer or of the admin. */
  message?: NewQuoteMessage
  internal_note?: string | null
  /** Until when the first revision is to be valid. */
  draft_valid_until?: Date | string | null
  /** What the quote is searched by beside number, company and tax id: the customer's address and names. */
  search_terms: (string | null)[]
  /** The request is refused where the customer has as many open quotes. @default any number */
  most_open?: number
  actor: QuoteActor
}

/** Which quotes a list shows. */
export type QuoteFilters = {
  customer_id?: string
  status?: QuoteStatus
  /** Searched in number, company, tax id, e-mail and names; wildcards are literal. */
  q?: string
  limit: number
  offset: number
  /** `-` in front for descending. @default "-created_at" */
  order?: QuoteOrder
}

/** A column that lists can be ordered by. */
export const QUOTE_ORDERS = ["created_at", "updated_at", "valid_until"] as const

/** What a list is ordered by. */
export type QuoteOrder = `${"" | "-"}${(typeof QUOTE_ORDERS)[number]}`

/** What an admin changes of a draft. An absent key stays. */
export type QuoteDraftChanges = {
  /** Lines that stay, with what changes of them. */
  update?: ({ id: string; quantity?: number; note?: string | null } & OfferedPrice)[]
  add?: NewQuoteItem[]
  /** Ids of lines that go. */
  remove?: string[]
  /** Off the list price of the lines that are there and of which `update` says no price, from 0 to 100. */
  discount_percentage?: number
  /** `null`: as many days as the shop gives. */
  valid_until?: Date | string | null
  internal_note?: string | null
}

/** What sending needs to know. */
export type SendQuote = {
  id: string
  /** Until when the revision is valid where the draft does not say. */
  default_valid_until: Date | string
  /** Company and tax id as they are now. */
  buyer: QuoteBuyer
  /** What the shop writes to the customer with it. */
  message?: string
  search_terms?: (string | null)[]
  expected_updated_at?: Date | string
  actor: QuoteActor
}

/** Who buys, as far as a quote depends on it. */
export type QuoteBuyer = { company_name: string | null; tax_id: string | null }

/** A quote that somebody wants to accept. */
export type AcceptanceClaim = {
  id: string
  customer_id: string
  /** The revision that he has before him. */
  revision: number
  /** Company and tax id as they are now. */
  buyer: QuoteBuyer
  /** The attempt to place the order. */
  accepting_id: string
  /** Who acts in the customer's name. */
  impersonator_id?: string | null
}
