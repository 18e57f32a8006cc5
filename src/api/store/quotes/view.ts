import { MathBN } from "@medusajs/framework/utils"
import type { QuoteAuthor, QuoteRecord, QuoteStatus } from "../../../modules/quote/types"

/** A quote as its customer sees it. Amounts are in major units of the currency. */
export type StoreQuote = {
  id: string
  number: string
  status: QuoteStatus
  /** The last revision sent, 0 before. */
  revision: number
  currency_code: string
  valid_until: Date | null
  items: StoreQuoteItem[]
  /** Σ `unit_price` × `quantity`. */
  total: number
  messages: { id: string; author: QuoteAuthor; text: string; created_at: Date }[]
  order_id: string | null
  created_at: Date
  updated_at: Date
}

/** A line of a quote as its customer sees it. */
export type StoreQuoteItem = {
  id: string
  variant_id: string
  sku: string | null
  title: string
  quantity: number
  list_unit_price: number
  unit_price: number
  note: string | null
}

/** What a customer is shown of his quote. */
export const toStoreQuote = (quote: QuoteRecord): StoreQuote => {
  const items = [...quote.items].sort((one, other) => one.position - other.position)
  const messages = [...quote.messages].sort(
    (one, other) => one.created_at.getTime() - other.created_at.getTime() || one.id.localeCompare(other.id)
  )
  return {
    id: quote.id,
    number: quote.number,
    status: quote.status,
    revision: quote.revision,
    currency_code: quote.currency_code,
    valid_until: quote.valid_until,
    items: items.map(({ id, variant_id, sku, title, quantity, list_unit_price, unit_price, note }) => ({
      id,
      variant_id,
      sku,
      title,
      quantity,
      list_unit_price,
      unit_price,
      note,
    })),
    total: MathBN.sum(0, ...items.map(({ unit_price, quantity }) => MathBN.mult(unit_price, quantity))).toNumber(),
    messages: messages.map(({ id, author, text, created_at }) => ({ id, author, text, created_at })),
    order_id: quote.order_id,
    created_at: quote.created_at,
    updated_at: quote.updated_at,
  }
}
