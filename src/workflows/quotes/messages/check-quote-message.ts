import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteActor } from "../../../modules/quote/types"
import { amountsOf } from "../customer/limits"

export type CheckQuoteMessageStepInput = {
  quote_id: string
  /** Where a customer writes: whose quote it must be. */
  customer_id?: string
  actor: QuoteActor
  /** The line that it is about. */
  item_id?: string
  /** How much its files take. */
  bytes?: number
}

/**
 * Refuses a message that would not be taken, before anything is stored for it.
 *
 * @throws CustomerRoleError `not_found`, `invalid_request`, `too_many_requests`, `limit_reached`
 *
 * @example
 * checkQuoteMessageStep({ quote_id: "quo_123", customer_id: "cus_123", actor })
 */
export const checkQuoteMessageStep = createStep(
  "check-quote-message",
  async ({ quote_id, ...message }: CheckQuoteMessageStepInput, { container }): Promise<StepResponse<void>> => {
    const { fileBytes: most_file_bytes } = amountsOf(pluginOptions(container))
    await container.resolve(QUOTE_MODULE).checkMessage({ id: quote_id, ...message, most_file_bytes })
    return new StepResponse()
  }
)
