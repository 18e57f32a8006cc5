import type { QueryClient } from "@tanstack/react-query"
import type { AdminQuote } from "../api/quote-types"
import { quoteKeys } from "../api/quotes"

/**
 * Puts the shop's answer to a change into the query cache. A read that is still under way began before the change, and must not
 * bring the old prices back.
 *
 * @example
 * await keepQuote(queries, await sendQuote("quo_123", body))
 */
export const keepQuote = async (queries: QueryClient, quote: AdminQuote): Promise<AdminQuote> => {
  const queryKey = quoteKeys.detail(quote.id)
  await queries.cancelQueries({ queryKey, exact: true })
  queries.setQueryData(queryKey, quote)
  return quote
}
