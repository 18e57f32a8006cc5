import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import type { QuoteActor } from "../../modules/quote/types"
import { toQuoteEvent } from "./events/to-quote-event"
import { decideOnQuoteStep } from "./steps/decide-on-quote"

export type CancelQuoteWorkflowInput = { customer_id: string; quote_id: string; actor: QuoteActor }

/**
 * Cancels a customer's own quote that is requested or sent. Emits `quote.cancelled`.
 *
 * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
 *
 * @example
 * const { result: quote } = await cancelQuoteWorkflow(container).run({
 *   input: { customer_id: "cus_123", quote_id: "quo_123", actor: { type: "customer", id: "cus_123" } },
 * })
 *
 * @summary Cancel a quote.
 */
export const cancelQuoteWorkflow = createWorkflow("cancel-quote", (input: CancelQuoteWorkflowInput) => {
  const quote = decideOnQuoteStep({
    action: "cancel",
    quote_id: input.quote_id,
    customer_id: input.customer_id,
    actor: input.actor,
  })
  emitEventStep({ eventName: QuoteEvents.CANCELLED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
