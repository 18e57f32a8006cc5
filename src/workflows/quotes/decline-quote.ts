import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import type { QuoteActor } from "../../modules/quote/types"
import { toQuoteEvent } from "./events/to-quote-event"
import { decideOnQuoteStep } from "./steps/decide-on-quote"

export type DeclineQuoteWorkflowInput = {
  customer_id: string
  quote_id: string
  /** Shown to the shop, and stored as a message. */
  reason?: string
  actor: QuoteActor
}

/**
 * Declines the offer of a customer's own quote. Emits `quote.declined`.
 *
 * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
 *
 * @example
 * const { result: quote } = await declineQuoteWorkflow(container).run({
 *   input: { customer_id: "cus_123", quote_id: "quo_123", reason: "Too expensive.", actor: { type: "customer", id: "cus_123" } },
 * })
 *
 * @summary Decline a quote.
 */
export const declineQuoteWorkflow = createWorkflow("decline-quote", (input: DeclineQuoteWorkflowInput) => {
  const quote = decideOnQuoteStep({
    action: "decline",
    quote_id: input.quote_id,
    customer_id: input.customer_id,
    actor: input.actor,
    text: input.reason,
  })
  emitEventStep({ eventName: QuoteEvents.DECLINED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
