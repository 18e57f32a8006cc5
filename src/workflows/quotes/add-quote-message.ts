import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTES } from "../../modules/customer-role/features"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { sizeOf } from "./files/digest"
import { checkQuoteMessageStep } from "./messages/check-quote-message"
import { storeQuoteFilesStep } from "./files/store-quote-files"
import { storeQuoteMessageStep } from "./messages/store-quote-message"
import { toQuoteMessageEvent } from "./events/to-quote-event"
import type { AddQuoteMessageWorkflowInput } from "./types"

/**
 * Writes a message about a quote, of the customer where `customer_id` is given, else of the shop, with files that Medusa's
 * File Module keeps. All of it or nothing.
 *
 * @throws CustomerRoleError 403 with the guard's codes for a customer; `not_found`, `invalid_request` for a line that the
 * quote does not have or an empty file, `unsupported_media_type`, `too_many_requests`, `limit_reached`
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
 * @summary Write a message about a quote.
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
