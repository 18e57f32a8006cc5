import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { acceptQuote } from "../../../../../workflows/quotes"
import { callerOf, requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import { readIdempotencyKey } from "../../../../http/idempotency-key"
import type { StoreAcceptQuoteType } from "../../validators"
import { toStoreQuote } from "../../view"

/** Accepts one of the caller's quotes, which places exactly one order at the offered prices. */
export const POST = answering(async (req: MedusaStoreRequest<StoreAcceptQuoteType>, res) => {
  const { quote } = await acceptQuote(
    req.scope,
    {
      ...req.validatedBody,
      quote_id: req.params.id,
      customer_id: requireCustomerId(req),
      sales_channel_ids: req.publishable_key_context.sales_channel_ids,
    },
    { idempotency_key: readIdempotencyKey(req), impersonator_id: callerOf(req).impersonator_id }
  )
  res.json({ quote: toStoreQuote(quote) })
})
