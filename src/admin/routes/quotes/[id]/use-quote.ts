import { useQuery } from "@tanstack/react-query"
import { quoteKeys, retrieveQuote } from "../../../api/quotes"

/** How often an open page asks whether the customer or another admin has done something. */
const REFRESH_MS = 15_000

/**
 * Loads a quote, and keeps it fresh while the page is open.
 *
 * @example
 * const { data: quote } = useQuote("quo_123")
 */
export const useQuote = (id: string) =>
  useQuery({ queryKey: quoteKeys.detail(id), queryFn: () => retrieveQuote(id), refetchInterval: REFRESH_MS })
