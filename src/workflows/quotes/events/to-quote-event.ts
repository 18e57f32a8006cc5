import type { QuoteEventData, QuoteMessageEventData } from "../../../events"
import type { QuoteAuthor, QuoteRecord, QuoteRow } from "../../../modules/quote/types"
import type { StoredQuoteMessage } from "../messages/store-quote-message"

/** What others are told of a quote. */
export const toQuoteEvent = ({ quote: { id, number, customer_id } }: { quote: Pick<QuoteRow, "id" | "number" | "customer_id"> }): QuoteEventData => ({
  id,
  number,
  customer_id,
})

/** What others are told of quotes, an event for each. */
export const toQuoteEvents = ({ quotes }: { quotes: QuoteRow[] }): QuoteEventData[] => quotes.map((quote) => toQuoteEvent({ quote }))

/** What others are told of a message. */
export const toQuoteMessageEvent = ({ stored: { quote, message_id } }: { stored: StoredQuoteMessage }): QuoteMessageEventData => ({
  ...toQuoteEvent({ quote }),
  message_id,
  author: authorOf(quote, message_id),
})

const authorOf = ({ messages }: QuoteRecord, messageId: string): QuoteAuthor =>
  messages.find(({ id }) => id === messageId)?.author ?? "system"
