import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { renegotiateQuoteWorkflow } from "../../../../../workflows/quotes"
import { requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import { customerActorOf } from "../../../../caller/actors"
import type { StoreRenegotiateQuoteType } from "../../validators"
import { toStoreQuote } from "../../view"

/** Requests another round of one of the caller's quotes. */
export const POST = answering(async (req: MedusaStoreRequest<StoreRenegotiateQuoteType>, res) => {
  const { result: quote } = await renegotiateQuoteWorkflow(req.scope).run({
    input: { ...req.validatedBody, customer_id: requireCustomerId(req), quote_id: req.params.id, actor: customerActorOf(req) },
  })
  res.json({ quote: toStoreQuote(quote) })
})
