import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { QUOTE_MODULE } from "../../../modules/quote"
import { requireCustomerId } from "../../guards/caller"
import { answering } from "../../http/answer"
import type { StoreGetQuotesParamsType } from "./validators"
import { toStoreQuote } from "./view"

/** The caller's quotes, newest first. */
export const GET = answering(async (req: MedusaStoreRequest<unknown, StoreGetQuotesParamsType>, res) => {
  const { limit, offset, status } = req.validatedQuery
  const [quotes, count] = await req.scope
    .resolve(QUOTE_MODULE)
    .findQuotes({ customer_id: requireCustomerId(req), limit, offset, status })
  res.json({ quotes: quotes.map(toStoreQuote), count, limit, offset })
})
