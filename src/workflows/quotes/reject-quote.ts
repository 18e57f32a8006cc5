import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import type { QuoteActor } from "../../modules/quote/types"
import { decideOnQuoteStep } from "./steps/decide-on-quote"
import { toQuoteEvent } from "./events/to-quote-event"

export type RejectQuoteWorkflowInput = {
  quote_id: string
  /** Shown to the customer, and stored as a message. */
  reason: string
  actor: QuoteActor
}

/**
 * Rejects a quote that is requested or sent, on behalf of the shop. Emits `quote.rejected`.
 *
 * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
 *
 * @example
 * const { result: quote } = await rejectQuoteWorkflow(container).run({
 *   input: { quote_id: "quo_123", reason: "We no longer make them.", actor: { type: "admin", id: "user_123" } },
 * })
 *
 * @summary Reject a quote.
 */
export const rejectQuoteWorkflow = createWorkflow("reject-quote", (input: RejectQuoteWorkflowInput) => {
  const quote = decideOnQuoteStep({ action: "reject", quote_id: input.quote_id, actor: input.actor, text: input.reason })
  emitEventStep({ eventName: QuoteEvents.REJECTED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
