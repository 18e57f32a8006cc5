import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { QUOTE_MODULE } from "../../../../modules/quote"
import { requireCustomerId } from "../../../caller/caller"
import { answering } from "../../../http/answer"
import { comparisonOf, type GetQuoteParamsType } from "../../../http/quotes/compare-query"
import { toStoreQuote } from "../view"

/** Returns one of the caller's quotes, and compares two revisions on demand. */
export const GET = answering(async (req: MedusaStoreRequest<unknown, GetQuoteParamsType>, res) => {
  const quote = await req.scope.resolve(QUOTE_MODULE).getQuote({ id: req.params.id, customer_id: requireCustomerId(req) })
  res.json({ quote: toStoreQuote(quote), ...(await comparisonOf(req.scope, quote, req.validatedQuery)) })
})
