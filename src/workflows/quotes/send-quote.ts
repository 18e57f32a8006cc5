import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import type { QuoteActor } from "../../modules/quote/types"
import { loadQuoteStep } from "./steps/load-quote"
import { loadQuoteCustomerStep } from "./customer/load-quote-customer"
import { sendQuoteStep } from "./steps/send-quote"
import { toQuoteEvent } from "./events/to-quote-event"

export type SendQuoteWorkflowInput = {
  quote_id: string
  /** What the shop writes to the customer with it. */
  message?: string
  /** Nothing is sent where the quote is no longer as it was then. */
  expected_updated_at?: Date | string
  actor: QuoteActor
}

/**
 * Sends the draft of a quote to its customer: it becomes a revision that never changes. Company and tax id are kept as
 * they are now, since the customer can accept only as long as they stay.
 *
 * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`, `invalid_request` where
 * the draft has no lines or its time has passed
 *
 * @example
 * const { result: quote } = await sendQuoteWorkflow(container).run({
 *   input: { quote_id: "quo_123", message: "Until the end of the month.", actor: { type: "admin", id: "user_123" } },
 * })
 *
 * @summary Send a quote.
 */
export const sendQuoteWorkflow = createWorkflow("send-quote", (input: SendQuoteWorkflowInput) => {
  const draft = loadQuoteStep({ quote_id: input.quote_id })
  const customer = loadQuoteCustomerStep({ customer_id: draft.customer_id })
  const quote = sendQuoteStep({
    quote_id: input.quote_id,
    customer,
    message: input.message,
    expected_updated_at: input.expected_updated_at,
    actor: input.actor,
  })
  emitEventStep({ eventName: QuoteEvents.SENT, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
