import type { MedusaContainer } from "@medusajs/framework/types"
import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTES } from "../../modules/customer-role/features"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteRecord } from "../../modules/quote/types"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { doOnce } from "../idempotency/do-once"
import { toQuoteMessageEvent } from "./events/to-quote-event"
import { digestOf, sizeOf } from "./files/digest"
import { storeQuoteFilesStep } from "./files/store-quote-files"
import { checkQuoteMessageStep } from "./messages/check-quote-message"
import { storeQuoteMessageStep } from "./messages/store-quote-message"
import type { AddQuoteMessageWorkflowInput, RepeatableOptions } from "./types"

/**
 * Adds a message to a quote: from its customer if `customer_id` is given, otherwise from the shop. Medusa's File Module
 * stores the attached files. Either the message and all its files are stored, or nothing is.
 *
 * @throws CustomerRoleError 403 with the guard's codes for a customer; `not_found`; `invalid_request` for a line that the
 * quote does not have or an empty file; `unsupported_media_type`, `too_many_requests`, `limit_reached`
 *
 * @example
 * const { result: quote } = await addQuoteMessageWorkflow(container).run({
 *   input: {
 *     quote_id: "quo_123",
 *     actor: { type: "admin", id: "user_123" },
 *     text: "The drawing is attached.",
 *     files: [{ filename: "drawing.pdf", content: drawing.toString("base64") }],
 *   },
 * })
 *
 * @summary Add a message to a quote.
 */
export const addQuoteMessageWorkflow = createWorkflow("add-quote-message", (input: AddQuoteMessageWorkflowInput) => {
  when("customer-writes", { input }, ({ input }) => input.customer_id !== undefined).then(() => {
    requireBusinessStep({ customer_id: transform({ input }, ({ input }) => input.customer_id ?? ""), feature: QUOTES })
  })
  checkQuoteMessageStep({
    quote_id: input.quote_id,
    customer_id: input.customer_id,
    actor: input.actor,
    item_id: input.item_id,
    bytes: transform({ input }, ({ input }) => (input.files ?? []).reduce((sum, file) => sum + sizeOf(file), 0)),
  })
  const attachments = storeQuoteFilesStep({ files: input.files })
  const stored = storeQuoteMessageStep({
    quote_id: input.quote_id,
    message_id: input.message_id,
    customer_id: input.customer_id,
    actor: input.actor,
    text: input.text,
    item_id: input.item_id,
    attachments,
  })
  emitEventStep({ eventName: QuoteEvents.MESSAGE, data: transform({ stored }, toQuoteMessageEvent) })
  return new WorkflowResponse(stored.quote)
})

/**
 * Runs {@link addQuoteMessageWorkflow} for a customer, once per idempotency key. The content of the files is part of the
 * comparison, so the same key with another file is refused.
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
      recover: (message_id) => emitMessageAgain(container, own, message_id),
    }
  )
  return once.repeated ? container.resolve(QUOTE_MODULE).getQuote(own) : once.made
}

/** The earlier process may have died before it emitted the event. Notifications are deduplicated by key, so a second event is harmless. */
const emitMessageAgain = async (
  container: MedusaContainer,
  own: { id: string; customer_id: string },
  message_id: string
): Promise<boolean> => {
  const quotes = container.resolve(QUOTE_MODULE)
  if (!(await quotes.hasMessage({ ...own, message_id }))) {
    return false
  }
  const stored = { quote: await quotes.getQuote(own), message_id }
  await container.resolve(Modules.EVENT_BUS).emit({ name: QuoteEvents.MESSAGE, data: toQuoteMessageEvent({ stored }) })
  return true
}
