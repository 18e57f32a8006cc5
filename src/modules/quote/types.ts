/** The states of a quote. */
export const QUOTE_STATUSES = ["requested", "sent", "accepted", "declined", "expired", "cancelled", "rejected"] as const

/** A state of a quote. */
export type QuoteStatus = (typeof QUOTE_STATUSES)[number]

/** Who writes messages. */
export const QUOTE_AUTHORS = ["customer", "merchant"] as const

/** Who wrote a message. */
export type QuoteAuthor = (typeof QUOTE_AUTHORS)[number]

/** A line of a quote, as stored. Amounts are in major units of the quote's currency. */
export type QuoteItemRecord = {
  id: string
  position: number
  variant_id: string
  sku: string | null
  title: string
  quantity: number
  list_unit_price: number
  unit_price: number
  target_unit_price: number | null
  note: string | null
}

/** A message, as stored. */
export type QuoteMessageRecord = {
  id: string
  author: QuoteAuthor
  author_id: string | null
  text: string
  created_at: Date
}

/** A quote with its lines and messages, as stored. */
export type QuoteRecord = {
  id: string
  number: string
  customer_id: string
  status: QuoteStatus
  revision: number
  currency_code: string
  region_id: string | null
  sales_channel_id: string | null
  cart_id: string | null
  company_name: string | null
  tax_id: string | null
  valid_until: Date | null
  order_id: string | null
  items: QuoteItemRecord[]
  messages: QuoteMessageRecord[]
  created_at: Date
  updated_at: Date
}

/** A line that is asked for. */
export type RequestedQuoteItem = Omit<QuoteItemRecord, "id" | "position" | "unit_price">

/** A quote that is asked for. */
export type QuoteRequest = Pick<
  QuoteRecord,
  "customer_id" | "currency_code" | "region_id" | "sales_channel_id" | "cart_id" | "company_name" | "tax_id"
> & {
  items: RequestedQuoteItem[]
  /** The customer's first message. */
  message?: string
}

/** Which of a customer's quotes a list shows, newest first. */
export type CustomerQuoteFilters = {
  status?: QuoteStatus
  limit: number
  offset: number
}
