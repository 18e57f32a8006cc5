import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteActor, QuoteRecord, QuoteWish } from "../../../modules/quote/types"
import { amountsOf } from "../customer/limits"

export type RenegotiateQuoteStepInput = {
  quote_id: string
  customer_id: string
  actor: QuoteActor
  text: string
  items?: QuoteWish[]
}

/**
 * Asks for another round of a quote. It is to be the last that a workflow does: what others have seen is not taken back.
 *
 * @throws CustomerRoleError `not_found`, `invalid_quote_state`, `limit_reached`, `too_many_lines`, `invalid_request`
 *
 * @example
 * const quote = renegotiateQuoteStep({ quote_id: "quo_123", customer_id: "cus_123", actor, text: "7 each?" })
 */
export const renegotiateQuoteStep = createStep(
  "renegotiate-quote",
  async ({ quote_id, ...round }: RenegotiateQuoteStepInput, { container }): Promise<StepResponse<QuoteRecord>> => {
    const options = pluginOptions(container)
    return new StepResponse(
      await container.resolve(QUOTE_MODULE).renegotiate({
        id: quote_id,
        ...round,
        max_lines: options.bulkOrders.maxLines,
        most_open: amountsOf(options).openQuotes,
      })
    )
  }
)
