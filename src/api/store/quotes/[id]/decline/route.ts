import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { declineQuoteWorkflow } from "../../../../../workflows/quotes"
import { requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import { customerActorOf } from "../../../../caller/actors"
import type { StoreDeclineQuoteType } from "../../validators"
import { toStoreQuote } from "../../view"

/** Declines the offer of one of the caller's quotes. */
export const POST = answering(async (req: MedusaStoreRequest<StoreDeclineQuoteType>, res) => {
  const { result: quote } = await declineQuoteWorkflow(req.scope).run({
    input: { ...req.validatedBody, customer_id: requireCustomerId(req), quote_id: req.params.id, actor: customerActorOf(req) },
  })
  res.json({ quote: toStoreQuote(quote) })
})
