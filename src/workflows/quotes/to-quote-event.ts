import type { QuoteEventData } from "../../events"
import type { QuoteRow } from "../../modules/quote/types"

/** What others are told of a quote. */
export const toQuoteEvent = ({ quote: { id, number, customer_id } }: { quote: QuoteRow }): QuoteEventData => ({
  id,
  number,
  customer_id,
})

/** What others are told of quotes, an event for each. */
export const toQuoteEvents = ({ quotes }: { quotes: QuoteRow[] }): QuoteEventData[] => quotes.map((quote) => toQuoteEvent({ quote }))
