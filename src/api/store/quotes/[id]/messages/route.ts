import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { addQuoteMessageOnce } from "../../../../../workflows/quotes"
import { requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import { readIdempotencyKey } from "../../../../http/idempotency-key"
import type { QuoteMessageType } from "../../../../http/quotes/read-message"
import { customerActorOf } from "../../../../caller/actors"
import { toStoreQuote } from "../../view"

/** Sends the shop a message about one of the caller's quotes, once per `Idempotency-Key`. */
export const POST = answering(async (req: MedusaStoreRequest<QuoteMessageType>, res) => {
  const quote = await addQuoteMessageOnce(
    req.scope,
    { ...req.validatedBody, quote_id: req.params.id, customer_id: requireCustomerId(req), actor: customerActorOf(req) },
    { idempotency_key: readIdempotencyKey(req) }
  )
  res.json({ quote: toStoreQuote(quote) })
})
