import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTES } from "../../modules/customer-role/features"
import type { QuoteActor } from "../../modules/quote/types"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { decideOnQuoteStep } from "./steps/decide-on-quote"
import { toQuoteEvent } from "./to-quote-event"

export type RenegotiateQuoteWorkflowInput = {
  customer_id: string
  quote_id: string
  /** What the customer would like to have otherwise. */
  message: string
  actor: QuoteActor
}

/**
 * Asks for another round of a quote that was sent or has expired, on behalf of the customer whose quote it is.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `not_found`, `invalid_quote_state`
 *
 * @example
 * const { result: quote } = await renegotiateQuoteWorkflow(container).run({
 *   input: { customer_id: "cus_123", quote_id: "quo_123", message: "7 each?", actor: { type: "customer", id: "cus_123" } },
 * })
 *
 * @summary Renegotiate a quote.
 */
export const renegotiateQuoteWorkflow = createWorkflow("renegotiate-quote", (input: RenegotiateQuoteWorkflowInput) => {
  requireBusinessStep({ customer_id: input.customer_id, feature: QUOTES })
  const quote = decideOnQuoteStep({
    action: "renegotiate",
    quote_id: input.quote_id,
    customer_id: input.customer_id,
    actor: input.actor,
    text: input.message,
  })
  emitEventStep({ eventName: QuoteEvents.RENEGOTIATED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
