import { QUOTE_MODULE } from "../../../../../../modules/quote"
import { requireCustomerId } from "../../../../../caller/caller"
import { answering } from "../../../../../http/answer"
import { sendAttachment } from "../../../../../http/quotes/send-attachment"

/** Downloads a file of one of the caller's quotes. */
export const GET = answering(async (req, res) => {
  const { id, attachment_id } = req.params
  const attachment = await req.scope.resolve(QUOTE_MODULE).getAttachment({ id, customer_id: requireCustomerId(req), attachment_id })
  await sendAttachment(req.scope, attachment, res)
})
