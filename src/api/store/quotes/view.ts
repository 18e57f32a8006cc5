import { authorOf } from "../../../modules/quote/store-message"
import type {
  ListedQuote,
  QuoteAuthor,
  QuoteEventRecord,
  QuoteEventType,
  QuoteRecord,
  QuoteRow,
  QuoteStatus,
  QuoteWish,
} from "../../../modules/quote/types"
import { type StoreQuoteItem, type StoreQuoteMessage, toQuoteItemView, toQuoteMessageView } from "../../http/quotes/line-and-message-view"

/** The fields that customers see in lists and single quotes. Amounts are in major units of the currency. */
type StoreQuoteHead = {
  id: string
  number: string
  status: QuoteStatus
  /** The last revision sent; 0 before the first. */
  revision: number
  currency_code: string
  region_id: string | null
  company_name: string | null
  tax_id: string | null
  /** The end of validity of the last revision. */
  valid_until: Date | null
  /** Σ `unit_price` × `quantity`; `null` while any price is. */
  total: number | null
  order_id: string | null
  created_at: Date
  updated_at: Date
}

/** A quote as its customer sees it: the last revision sent, or the request. */
export type StoreQuote = StoreQuoteHead & { items: StoreQuoteItem[]; messages: StoreQuoteMessage[]; timeline: StoreQuoteEvent[] }

/** A quote as its customer sees it in a list. */
export type ListedStoreQuote = StoreQuoteHead & { item_count: number; message_count: number }

/** A timeline entry as the customer sees it, without the name of the admin. */
export type StoreQuoteEvent = {
  type: QuoteEventType
  by: QuoteAuthor
  from_status: QuoteStatus | null
  to_status: QuoteStatus
  revision: number
  note: string | null
  /** For `renegotiated`: the customer's wishes line by line, if there were any. */
  items?: QuoteWish[]
  created_at: Date
}

/** Returns a quote as its customer sees it. */
export const toStoreQuote = (quote: QuoteRecord): StoreQuote => ({
  ...toHead(quote),
  items: quote.offer.items.map(toQuoteItemView),
  messages: quote.messages.map(toQuoteMessageView),
  timeline: quote.timeline.filter(({ type }) => type !== "draft_changed").map(toQuoteEventView),
})

/** Returns a quote as its customer sees it in a list. */
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

const toQuoteEventView = ({
  type,
  actor_type,
  from_status,
  to_status,
  revision,
  note,
  items,
  created_at,
}: QuoteEventRecord): StoreQuoteEvent => ({
  type,
  by: authorOf({ type: actor_type }),
  from_status,
  to_status,
  revision,
  note,
  ...(items ? { items } : {}),
  created_at,
})
