import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteActor } from "../../../modules/quote/types"
import { customerLimits } from "../customer/limits"

export type CheckQuoteMessageStepInput = {
  quote_id: string
  /** For a customer's message: throws `not_found` if the quote is someone else's. */
  customer_id?: string
  actor: QuoteActor
  /** The line that the message is about. */
  item_id?: string
  /** Size of its files. */
  bytes?: number
}

/**
 * Refuses a message early, before its files are stored.
 *
 * @throws CustomerRoleError `not_found`, `invalid_request`, `too_many_requests`, `limit_reached`
 *
 * @example
 * checkQuoteMessageStep({ quote_id: "quo_123", customer_id: "cus_123", actor })
 */
export const checkQuoteMessageStep = createStep(
  "check-quote-message",
  async ({ quote_id, ...message }: CheckQuoteMessageStepInput, { container }): Promise<StepResponse<void>> => {
    const { fileBytes: most_file_bytes } = customerLimits(pluginOptions(container))
    await container.resolve(QUOTE_MODULE).checkMessage({ id: quote_id, ...message, most_file_bytes })
    return new StepResponse()
  }
)
