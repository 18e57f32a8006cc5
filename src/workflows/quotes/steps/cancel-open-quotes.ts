import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteActor, QuoteRow } from "../../../modules/quote/types"

export type CancelOpenQuotesStepInput = { customer_id: string; actor: QuoteActor }

/**
 * Cancels a customer's open quotes. It is to be the last that a workflow does: what others have seen is not taken back.
 *
 * @example
 * const quotes = cancelOpenQuotesStep({ customer_id: "cus_123", actor: { type: "system" } })
 */
export const cancelOpenQuotesStep = createStep(
  "cancel-open-quotes",
  async (input: CancelOpenQuotesStepInput, { container }): Promise<StepResponse<QuoteRow[]>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).cancelOpenQuotes(input))
)
