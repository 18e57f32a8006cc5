import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteActor } from "../../../modules/quote/types"

export type CheckQuoteMessageStepInput = {
  quote_id: string
  /** Where a customer writes: whose quote it must be. */
  customer_id?: string
  actor: QuoteActor
  /** The line that it is about. */
  item_id?: string
}

/**
 * Refuses a message that would not be taken, before anything is stored for it.
 *
 * @throws CustomerRoleError `not_found`, `invalid_request`, `too_many_requests`
 *
 * @example
 * checkQuoteMessageStep({ quote_id: "quo_123", customer_id: "cus_123", actor })
 */
export const checkQuoteMessageStep = createStep(
  "check-quote-message",
  async ({ quote_id, ...message }: CheckQuoteMessageStepInput, { container }): Promise<StepResponse<void>> => {
    await container.resolve(QUOTE_MODULE).checkMessage({ id: quote_id, ...message })
    return new StepResponse()
  }
)
