import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { QUOTE_MODULE } from "../../../../modules/quote"
import { updateQuoteDraftWorkflow } from "../../../../workflows/quotes"
import { answering } from "../../../http/answer"
import { comparisonOf, type GetQuoteParamsType } from "../../../http/quotes/compare-query"
import { adminActorOf } from "../../../caller/actors"
import type { AdminUpdateQuoteType } from "../validators"
import { toAdminQuote } from "../view"

type GetRequest = AuthenticatedMedusaRequest & { validatedQuery: GetQuoteParamsType }

/** Returns a quote with its draft, and compares two revisions on demand. */
export const GET = answering(async (req: GetRequest, res: MedusaResponse) => {
  const quote = await req.scope.resolve(QUOTE_MODULE).getQuote({ id: req.params.id })
  const comparison = await comparisonOf(req.scope, quote, req.validatedQuery)
  res.json({ quote: await toAdminQuote(req.scope, quote), ...comparison })
})

/** Changes the draft of a quote. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<AdminUpdateQuoteType>, res: MedusaResponse) => {
  const { result: quote } = await updateQuoteDraftWorkflow(req.scope).run({
    input: { ...req.validatedBody, quote_id: req.params.id, actor: adminActorOf(req) },
  })
  res.json({ quote: await toAdminQuote(req.scope, quote) })
})
