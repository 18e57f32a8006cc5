import { QUOTE_MODULE } from "../../../../modules/quote"
import { requireCustomerId } from "../../../guards/caller"
import { answering } from "../../../http/answer"
import { toStoreQuote } from "../view"

/** One of the caller's own quotes. */
export const GET = answering(async (req, res) => {
  const quote = await req.scope.resolve(QUOTE_MODULE).getQuote({ id: req.params.id, customer_id: requireCustomerId(req) })
  res.json({ quote: toStoreQuote(quote) })
})
