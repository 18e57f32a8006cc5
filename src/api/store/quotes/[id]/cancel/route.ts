import { cancelQuoteWorkflow } from "../../../../../workflows/quotes"
import { requireCustomerId } from "../../../../caller/caller"
import { customerActorOf } from "../../../../caller/actors"
import { answering } from "../../../../http/answer"
import { toStoreQuote } from "../../view"

/** Cancels one of the caller's quotes. */
export const POST = answering(async (req, res) => {
  const { result: quote } = await cancelQuoteWorkflow(req.scope).run({
    input: { customer_id: requireCustomerId(req), quote_id: req.params.id, actor: customerActorOf(req) },
  })
  res.json({ quote: toStoreQuote(quote) })
})
