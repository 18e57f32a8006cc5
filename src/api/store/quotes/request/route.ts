import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { requestQuoteOnce } from "../../../../workflows/quotes"
import { requireCustomerId } from "../../../caller/caller"
import { answering } from "../../../http/answer"
import { readIdempotencyKey } from "../../../http/idempotency-key"
import { customerActorOf } from "../../../caller/actors"
import type { StoreRequestQuoteType } from "../validators"
import { toStoreQuote } from "../view"

/** Requests a quote, once per `Idempotency-Key`. */
export const POST = answering(async (req: MedusaStoreRequest<StoreRequestQuoteType>, res) => {
  const { quote, repeated } = await requestQuoteOnce(
    req.scope,
    {
      ...req.validatedBody,
      customer_id: requireCustomerId(req),
      actor: customerActorOf(req),
      sales_channel_ids: req.publishable_key_context.sales_channel_ids,
    },
    { idempotency_key: readIdempotencyKey(req) }
  )
  res.status(repeated ? 200 : 201).json({ quote: toStoreQuote(quote) })
})
