import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { QUOTE_MODULE } from "../../../modules/quote"
import { requireCustomerId } from "../../caller/caller"
import { answering } from "../../http/answer"
import type { StoreGetQuotesParamsType } from "./validators"
import { toListedStoreQuote } from "./view"

/** Lists the caller's quotes, newest first by default. */
export const GET = answering(async (req: MedusaStoreRequest<unknown, StoreGetQuotesParamsType>, res) => {
  const { limit, offset } = req.validatedQuery
  const [quotes, count] = await req.scope.resolve(QUOTE_MODULE).findQuotes({ ...req.validatedQuery, customer_id: requireCustomerId(req) })
  res.json({ quotes: quotes.map(toListedStoreQuote), count, limit, offset })
})
