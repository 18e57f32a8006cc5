import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { QUOTE_MODULE } from "../../../modules/quote"
import { createQuoteWorkflow } from "../../../workflows/quotes"
import { answering } from "../../http/answer"
import { adminActorOf } from "../../caller/actors"
import type { AdminCreateQuoteType, AdminGetQuotesParamsType } from "./validators"
import { sendQuotesCsv } from "./csv"
import { toAdminQuote, toListedAdminQuotes } from "./view"

type ListRequest = AuthenticatedMedusaRequest & { validatedQuery: AdminGetQuotesParamsType }

/** Lists the quotes of all customers, newest first by default, and counts those of each status that match everything else. */
export const GET = answering(async (req: ListRequest, res: MedusaResponse) => {
  const { format, ...filters } = req.validatedQuery
  if (format === "csv") {
    return sendQuotesCsv(req.scope, req.validatedQuery, res)
  }
  const { limit, offset } = filters
  const service = req.scope.resolve(QUOTE_MODULE)
  const [[quotes, count], counts] = await Promise.all([service.findQuotes(filters), service.countQuotes(filters)])
  res.json({ quotes: await toListedAdminQuotes(req.scope, quotes), count, counts, limit, offset })
})

/** Creates a quote on a customer's behalf. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<AdminCreateQuoteType>, res: MedusaResponse) => {
  const { result: quote } = await createQuoteWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor: adminActorOf(req) },
  })
  res.status(201).json({ quote: await toAdminQuote(req.scope, quote) })
})
