import type { QuoteRecord } from "../../../modules/quote/types"
import { type StoreQuote, toQuoteItemView, toStoreQuote } from "../../store/quotes/view"

/** A quote as an admin sees it: the draft, with what the customer never sees. */
export type AdminQuote = StoreQuote & Pick<QuoteRecord, "customer_id" | "internal_note">

/** What an admin is shown of a quote. */
export const toAdminQuote = (quote: QuoteRecord): AdminQuote => ({
  ...toStoreQuote(quote),
  customer_id: quote.customer_id,
  items: quote.items.map(toQuoteItemView),
  internal_note: quote.internal_note,
})
