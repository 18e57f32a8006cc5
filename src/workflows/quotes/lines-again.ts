import type { NewQuoteItem, QuoteItemRecord } from "../../modules/quote/types"
import type { QuoteLineInput } from "./types"

/** The lines of a quote, as one would ask for them again. */
export const toLinesAgain = (items: QuoteItemRecord[]): QuoteLineInput[] =>
  items.map(({ variant_id, quantity, note }) => ({ variant_id, quantity, ...(note === null ? {} : { note }) }))

/** New lines at the prices that the old ones were asked for and offered at, one for each. What had none gets today's. */
export const keepOfferedPrices = (made: NewQuoteItem[], items: QuoteItemRecord[]): NewQuoteItem[] =>
  made.map((line, index) => ({
    ...line,
    unit_price: items[index].unit_price ?? line.unit_price,
    target_unit_price: items[index].target_unit_price,
  }))
