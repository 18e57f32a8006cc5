import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { duplicateQuoteWorkflow } from "../../../../../workflows/quotes"
import { answering } from "../../../../http/answer"
import { adminActorOf } from "../../../../caller/actors"
import { toAdminQuote } from "../../view"

/** Creates a new quote with the lines of another one. */
export const POST = answering(async (req: AuthenticatedMedusaRequest, res: MedusaResponse) => {
  const { result: quote } = await duplicateQuoteWorkflow(req.scope).run({
    input: { quote_id: req.params.id, actor: adminActorOf(req) },
  })
  res.status(201).json({ quote: await toAdminQuote(req.scope, quote) })
})
