import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { PlainQuoteAction } from "../../../modules/quote/service"
import type { QuoteActor, QuoteRecord } from "../../../modules/quote/types"

export type DecideOnQuoteStepInput = {
  action: PlainQuoteAction
  quote_id: string
  /** Where a customer decides: whose quote it must be. */
  customer_id?: string
  actor: QuoteActor
  /** What is said with it, kept as a message. */
  text?: string
}

/**
 * Changes the state of a quote. It is to be the last that a workflow does: what others have seen is not taken back.
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
