import { QUOTE_MODULE } from "../../../../../../modules/quote"
import { answering } from "../../../../../http/answer"
import { sendAttachment } from "../../../../../http/quotes/send-attachment"

/** Downloads a file of a quote. */
export const GET = answering(async (req, res) => {
  const { id, attachment_id } = req.params
  const attachment = await req.scope.resolve(QUOTE_MODULE).getAttachment({ id, attachment_id })
  await sendAttachment(req.scope, attachment, res)
})
