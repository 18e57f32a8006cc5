import { authorOf } from "../../../modules/quote/messages"
import type {
  ListedQuote,
  QuoteAuthor,
  QuoteEventRecord,
  QuoteEventType,
  QuoteItemRecord,
  QuoteMessageRecord,
  QuoteRecord,
  QuoteRow,
  QuoteStatus,
  QuoteWish,
} from "../../../modules/quote/types"

/** What a quote's customer sees of it, whether in a list or by itself. Amounts are in major units of the currency. */
type StoreQuoteHead = {
  id: string
  number: string
  status: QuoteStatus
  /** The last revision sent, 0 before. */
  revision: number
  currency_code: string
  region_id: string | null
  company_name: string | null
  tax_id: string | null
  /** Until when the last revision can be accepted. */
  valid_until: Date | null
  /** Σ `unit_price` × `quantity`; `null` while any price is. */
  total: number | null
  order_id: string | null
  created_at: Date
  updated_at: Date
}

/** A quote as its customer sees it: the last revision sent, or what he asked for. */
export type StoreQuote = StoreQuoteHead & { items: StoreQuoteItem[]; messages: StoreQuoteMessage[]; timeline: StoreQuoteEvent[] }

/** A quote as its customer sees it in a list. */
export type ListedStoreQuote = StoreQuoteHead & { item_count: number; message_count: number }

/** A line of a quote as its customer sees it. */
export type StoreQuoteItem = Omit<QuoteItemRecord, "position">

/** A message as its customer sees it; who of the shop wrote it is not shown. */
export type StoreQuoteMessage = {
  id: string
  author: QuoteAuthor
  text: string
  /** The line it is about. */
  item_id: string | null
  attachments: StoreQuoteAttachment[]
  created_at: Date
}

/** A file that came with a message. */
export type StoreQuoteAttachment = { id: string; filename: string; mime_type: string; size: number }

/** An entry of the timeline as the customer sees it; who of the shop it was is not shown. */
export type StoreQuoteEvent = {
  type: QuoteEventType
  by: QuoteAuthor
  from_status: QuoteStatus | null
  to_status: QuoteStatus
  revision: number
  note: string | null
  /** With `renegotiated`, where it was said line by line: what was to be otherwise. */
  items?: QuoteWish[]
  created_at: Date
}

/** What a customer is shown of his quote. */
export const toStoreQuote = (quote: QuoteRecord): StoreQuote => ({
  ...toHead(quote),
  items: quote.offer.items.map(toQuoteItemView),
  messages: quote.messages.map(toQuoteMessageView),
  timeline: quote.timeline.filter(({ type }) => type !== "draft_changed").map(toQuoteEventView),
})

/** What a customer is shown of his quote in a list. */
export const toListedStoreQuote = (quote: ListedQuote): ListedStoreQuote => ({
  ...toHead(quote),
  item_count: quote.offer.item_count,
  message_count: quote.message_count,
})

const toHead = (quote: QuoteRow & { offer: { total: number | null } }): StoreQuoteHead => ({
  id: quote.id,
  number: quote.number,
  status: quote.status,
  revision: quote.revision,
  currency_code: quote.currency_code,
  region_id: quote.region_id,
  company_name: quote.company_name,
  tax_id: quote.tax_id,
  valid_until: quote.valid_until,
  total: quote.offer.total,
  order_id: quote.order_id,
  created_at: quote.created_at,
  updated_at: quote.updated_at,
})

/** A line without what is kept for ourselves. */
export const toQuoteItemView = ({ position, ...item }: QuoteItemRecord): StoreQuoteItem => item

/** A message without who of the shop wrote it, and without how its files are stored. */
export const toQuoteMessageView = ({ id, author, text, item_id, attachments, created_at }: QuoteMessageRecord): StoreQuoteMessage => ({
  id,
  author,
  text,
  item_id,
  attachments: attachments.map(({ id: attachmentId, filename, mime_type, size }) => ({ id: attachmentId, filename, mime_type, size })),
  created_at,
})

const toQuoteEventView = ({ type, actor_type, from_status, to_status, revision, note, items, created_at }: QuoteEventRecord): StoreQuoteEvent => ({
  type,
  by: authorOf({ type: actor_type }),
  from_status,
  to_status,
  revision,
  note,
  ...(items ? { items } : {}),
  created_at,
})
