import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { addQuoteMessageWorkflow } from "../../../../../workflows/quotes"
import { requireCustomerId } from "../../../../guards/caller"
import { answering } from "../../../../http/answer"
import type { QuoteMessageType } from "../../../../http/quote-message"
import { customerActorOf } from "../../actor"
import { toStoreQuote } from "../../view"

/** Writes to the shop about one of the caller's own quotes. */
export const POST = answering(async (req: MedusaStoreRequest<QuoteMessageType>, res) => {
  const { result: quote } = await addQuoteMessageWorkflow(req.scope).run({
    input: { ...req.validatedBody, quote_id: req.params.id, customer_id: requireCustomerId(req), actor: customerActorOf(req) },
  })
  res.json({ quote: toStoreQuote(quote) })
})
