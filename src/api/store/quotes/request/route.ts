import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { requestQuoteWorkflow } from "../../../../workflows/quotes"
import { requireCustomerId } from "../../../guards/caller"
import { answering } from "../../../http/answer"
import { customerActorOf } from "../actor"
import type { StoreRequestQuoteType } from "../validators"
import { toStoreQuote } from "../view"

/** Asks for a quote on behalf of a business. */
export const POST = answering(async (req: MedusaStoreRequest<StoreRequestQuoteType>, res) => {
  const { result: quote } = await requestQuoteWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      customer_id: requireCustomerId(req),
      actor: customerActorOf(req),
      sales_channel_ids: req.publishable_key_context.sales_channel_ids,
    },
  })
  res.status(201).json({ quote: toStoreQuote(quote) })
})
