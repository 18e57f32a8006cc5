import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteRow } from "../../../modules/quote/types"

export type ExpireDueQuotesStepInput = {
  /** So many at the most. */
  limit: number
}

/**
 * Lets quotes expire whose time has passed. It stays so: their time does not come back.
 *
 * @example
 * const quotes = expireDueQuotesStep({ limit: 100 })
 */
export const expireDueQuotesStep = createStep(
  "expire-due-quotes",
  async ({ limit }: ExpireDueQuotesStepInput, { container }): Promise<StepResponse<QuoteRow[]>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).expireDueQuotes(limit))
)
