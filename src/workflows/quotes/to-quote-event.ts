import type { QuoteEventData } from "../../events"
import type { QuoteRecord } from "../../modules/quote/types"

/** What others are told of a quote. */
export const toQuoteEvent = ({ quote: { id, number, customer_id } }: { quote: QuoteRecord }): QuoteEventData => ({
  id,
  number,
  customer_id,
})
