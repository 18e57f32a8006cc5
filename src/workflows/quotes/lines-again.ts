import type { NewQuoteItem, QuoteItemRecord } from "../../modules/quote/types"
import type { QuoteLineInput } from "./types"

/** The lines of a quote, as one would ask for them again. */
export const toLinesAgain = (items: QuoteItemRecord[]): QuoteLineInput[] =>
  items.map(({ variant_id, quantity, target_unit_price, note }) => ({
    variant_id,
    quantity,
    ...(target_unit_price === null ? {} : { target_unit_price }),
    ...(note === null ? {} : { note }),
  }))

/** New lines at the prices that the old ones were offered at, one for each. */
export const keepOfferedPrices = (made: NewQuoteItem[], items: QuoteItemRecord[]): NewQuoteItem[] =>
  made.map((line, index) => ({ ...line, unit_price: items[index].unit_price }))
