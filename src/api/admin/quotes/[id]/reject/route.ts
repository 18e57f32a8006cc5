import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { rejectQuoteWorkflow } from "../../../../../workflows/quotes"
import { answering } from "../../../../http/answer"
import { adminActorOf } from "../../../../caller/actors"
import type { AdminRejectQuoteType } from "../../validators"
import { toAdminQuote } from "../../view"

/** Rejects a quote. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<AdminRejectQuoteType>, res: MedusaResponse) => {
  const { result: quote } = await rejectQuoteWorkflow(req.scope).run({
    input: { ...req.validatedBody, quote_id: req.params.id, actor: adminActorOf(req) },
  })
  res.json({ quote: await toAdminQuote(req.scope, quote) })
})
