import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { QuoteEvents } from "../../events"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { QUOTES } from "../../modules/customer-role/features"
import { QUOTE_MODULE } from "../../modules/quote"
import type { QuoteActor, QuoteRecord, QuoteWish } from "../../modules/quote/types"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { customerLimits } from "./customer/limits"
import { toQuoteEvent } from "./events/to-quote-event"

export type RenegotiateQuoteWorkflowInput = {
  customer_id: string
  quote_id: string
  /** What the customer wants changed, in words. */
  message: string
  /** What the customer wants changed, line by line. Only lines of the last offer. */
  items?: QuoteWish[]
  actor: QuoteActor
}

/** Has no compensation, so it must be the last step that can fail: others may have seen the new state already. */
const renegotiateQuoteStep = createStep(
  "renegotiate-quote",
  async ({ quote_id, message, ...round }: RenegotiateQuoteWorkflowInput, { container }): Promise<StepResponse<QuoteRecord>> => {
    const options = pluginOptions(container)
    return new StepResponse(
      await container.resolve(QUOTE_MODULE).renegotiate({
        id: quote_id,
        text: message,
        ...round,
        max_lines: options.bulkOrders.maxLines,
        most_open: customerLimits(options).openQuotes,
      })
    )
  }
)

/**
 * Requests another round of a customer's own quote that is sent or expired, and emits `quote.renegotiated`. The wishes for
 * its lines go into the draft; the offer itself does not change.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `not_found`, `invalid_quote_state`, `limit_reached`,
 * `too_many_lines`; `invalid_request` for lines that the customer does not see, or an impossible price
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
  const quote = renegotiateQuoteStep(input)
  emitEventStep({ eventName: QuoteEvents.RENEGOTIATED, data: transform({ quote }, toQuoteEvent) })
  return new WorkflowResponse(quote)
})
