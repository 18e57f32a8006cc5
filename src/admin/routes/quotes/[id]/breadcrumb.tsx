import { useQuote } from "./use-quote"

/** The number of the quote in the path at the top of the page. */
export const QuoteBreadcrumb = ({ quoteId }: { quoteId: string }) => {
  const { data } = useQuote(quoteId)
  return data ? <span>{data.number}</span> : null
}
