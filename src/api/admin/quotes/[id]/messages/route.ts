import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { addQuoteMessageWorkflow } from "../../../../../workflows/quotes"
import { answering } from "../../../../http/answer"
import type { QuoteMessageType } from "../../../../http/quote-message"
import { adminQuoteActorOf } from "../../actor"
import { toAdminQuote } from "../../view"

/** Writes to the customer about his quote. */
export const POST = answering(async (req: AuthenticatedMedusaRequest<QuoteMessageType>, res) => {
  const { result: quote } = await addQuoteMessageWorkflow(req.scope).run({
    input: { ...req.validatedBody, quote_id: req.params.id, actor: adminQuoteActorOf(req) },
  })
  res.json({ quote: toAdminQuote(quote) })
})
