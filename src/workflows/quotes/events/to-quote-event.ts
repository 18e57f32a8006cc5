import type { QuoteEventData, QuoteMessageEventData } from "../../../events"
import type { QuoteAuthor, QuoteRecord, QuoteRow } from "../../../modules/quote/types"
import type { StoredQuoteMessage } from "../messages/store-quote-message"

/** Returns the data of an event about one quote. */
export const toQuoteEvent = ({
  quote: { id, number, customer_id },
}: {
  quote: Pick<QuoteRow, "id" | "number" | "customer_id">
}): QuoteEventData => ({
  id,
  number,
  customer_id,
})

/** Returns the data of one event per quote. */
export const toQuoteEvents = ({ quotes }: { quotes: QuoteRow[] }): QuoteEventData[] => quotes.map((quote) => toQuoteEvent({ quote }))

/** Returns the data of an event about a message. */
export const toQuoteMessageEvent = ({ stored: { quote, message_id } }: { stored: StoredQuoteMessage }): QuoteMessageEventData => ({
  ...toQuoteEvent({ quote }),
  message_id,
  author: authorOf(quote, message_id),
})

const authorOf = ({ messages }: QuoteRecord, messageId: string): QuoteAuthor =>
  messages.find(({ id }) => id === messageId)?.author ?? "system"
