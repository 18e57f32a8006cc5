import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { QuoteEvents } from "../../events"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteRecord } from "../../modules/quote/types"
import { doOnce } from "../idempotency/do-once"
import { addQuoteMessageWorkflow } from "./add-quote-message"
import { digestOf } from "./files/digest"
import type { RepeatableOptions } from "./request-quote-once"
import { toQuoteMessageEvent } from "./events/to-quote-event"
import type { AddQuoteMessageWorkflowInput } from "./types"

/**
 * Writes a customer's message about a quote as {@link addQuoteMessageWorkflow} does, once for each key of the customer. What
 * the files hold is part of what is compared.
 *
 * @throws CustomerRoleError as {@link addQuoteMessageWorkflow}, and `idempotency_key_reused`, `request_in_progress`, `busy`
 *
 * @example
 * const quote = await addQuoteMessageOnce(req.scope, { customer_id: "cus_123", quote_id: "quo_123", text: "Any news?", actor }, { idempotency_key: "key-1" })
 */
export const addQuoteMessageOnce = async (
  container: MedusaContainer,
  input: AddQuoteMessageWorkflowInput & { customer_id: string },
  { idempotency_key }: RepeatableOptions = {}
): Promise<QuoteRecord> => {
  const { customer_id, quote_id, text, item_id, files = [] } = input
  const own = { id: quote_id, customer_id }
  const once = await doOnce(
    container,
    {
      customer_id,
      operation: "quote_message",
      idempotency_key,
      body: { quote_id, text, item_id, files: files.map((file) => ({ filename: file.filename, digest: digestOf(file) })) },
    },
    {
      newId: () => generateEntityId(undefined, "quomsg"),
      make: async (message_id) => (await addQuoteMessageWorkflow(container).run({ input: { ...input, message_id } })).result,
      recover: (message_id) => tellAgain(container, own, message_id),
    }
  )
  return once.repeated ? container.resolve(QUOTE_MODULE).getQuote(own) : once.made
}

/** The process may have ended before anybody was told of the message. Who has been told is not told twice. */
const tellAgain = async (container: MedusaContainer, own: { id: string; customer_id: string }, message_id: string): Promise<boolean> => {
  const quotes = container.resolve(QUOTE_MODULE)
  if (!(await quotes.hasMessage({ ...own, message_id }))) {
    return false
  }
  const stored = { quote: await quotes.getQuote(own), message_id }
  await container.resolve(Modules.EVENT_BUS).emit({ name: QuoteEvents.MESSAGE, data: toQuoteMessageEvent({ stored }) })
  return true
}
