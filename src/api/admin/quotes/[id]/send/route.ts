import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendQuoteWorkflow } from "../../../../../workflows/quotes"
import { answering } from "../../../../http/answer"
import { adminActorOf } from "../../../../caller/actors"
import type { AdminSendQuoteType } from "../../validators"
import { toAdminQuote } from "../../view"

/** Sends the draft of a quote to its customer. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<AdminSendQuoteType>, res: MedusaResponse) => {
  const { result: quote } = await sendQuoteWorkflow(req.scope).run({
    input: { ...req.validatedBody, quote_id: req.params.id, actor: adminActorOf(req) },
  })
  res.json({ quote: await toAdminQuote(req.scope, quote) })
})
