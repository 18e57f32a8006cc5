import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteDecision } from "../../../modules/quote/service"
import type { QuoteActor, QuoteRecord } from "../../../modules/quote/types"

export type DecideOnQuoteStepInput = {
  action: QuoteDecision
  quote_id: string
  /** For a customer's decision: throws `not_found` if the quote is someone else's. */
  customer_id?: string
  actor: QuoteActor
  /** The reason, stored as a message. */
  text?: string
}

/**
 * Declines, cancels or rejects a quote. Has no compensation, so it must be the last step that can fail: others may have
 * seen the new state already.
 *
 * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
 *
 * @example
 * const quote = decideOnQuoteStep({ action: "cancel", quote_id: "quo_123", customer_id: "cus_123", actor })
 */
export const decideOnQuoteStep = createStep(
  "decide-on-quote",
  async ({ action, quote_id, ...decision }: DecideOnQuoteStepInput, { container }): Promise<StepResponse<QuoteRecord>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).decide(action, { id: quote_id, ...decision }))
)
