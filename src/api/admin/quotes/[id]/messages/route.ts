import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { addQuoteMessageWorkflow } from "../../../../../workflows/quotes"
import { answering } from "../../../../http/answer"
import type { QuoteMessageType } from "../../../../http/quotes/read-message"
import { adminActorOf } from "../../../../caller/actors"
import { toAdminQuote } from "../../view"

/** Sends the customer a message about the quote. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<QuoteMessageType>, res) => {
  const { result: quote } = await addQuoteMessageWorkflow(req.scope).run({
    input: { ...req.validatedBody, quote_id: req.params.id, actor: adminActorOf(req) },
  })
  res.json({ quote: await toAdminQuote(req.scope, quote) })
})
