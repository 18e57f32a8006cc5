import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { QUOTES } from "../../modules/customer-role/features"
import type { QuoteActor, QuoteWish } from "../../modules/quote/types"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { renegotiateQuoteStep } from "./steps/renegotiate-quote"
import { toQuoteEvent } from "./events/to-quote-event"

export type RenegotiateQuoteWorkflowInput = {
  customer_id: string
  quote_id: string
  /** What the customer would like to have otherwise. */
  message: string
  /** The same line by line, for lines that were offered. */
  items?: QuoteWish[]
  actor: QuoteActor
}

/**
 * Asks for another round of a quote that was sent or has expired, on behalf of the customer whose quote it is. What the
 * customer would like to have otherwise about its lines is in the draft from then on; what was offered stays as it was.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `not_found`, `invalid_quote_state`, `limit_reached`,
 * `too_many_lines`; `invalid_request` for lines that the customer does not see, or a price that cannot be
 *
 * @example
 * const { result: quote } = await renegotiateQuoteWorkflow(container).run({
 *   input: {
 *     customer_id: "cus_123",
 *     quote_id: "quo_123",
 *     message: "7 each?",
 *     items: [{ id: "quoitm_123", target_unit_price: 7 }],
 *     actor: { type: "customer", id: "cus_123" },
 *   },
 * })
 *
 * @summary Renegotiate a quote.
 */
export const renegotiateQuoteWorkflow = createWorkflow("renegotiate-quote", (input: RenegotiateQuoteWorkflowInput) => {
  requireBusinessStep({ customer_id: input.customer_id, feature: QUOTES })
  const quote = renegotiateQuoteStep({
    quote_id: input.quote_id,
    customer_id: input.customer_id,
    actor: input.actor,
    text: input.message,
    items: input.items,
  })
  emitEventStep({ eventName: QuoteEvents.RENEGOTIATED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
