import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteRecord } from "../../../modules/quote/types"

export type LoadQuoteStepInput = { quote_id: string }

/**
 * Returns a quote, whoever its customer is. For routes of the shop.
 *
 * @throws CustomerRoleError `not_found`
 *
 * @example
 * const quote = loadQuoteStep({ quote_id: "quo_123" })
 */
export const loadQuoteStep = createStep(
  "load-quote",
  async ({ quote_id }: LoadQuoteStepInput, { container }): Promise<StepResponse<QuoteRecord>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).getQuote({ id: quote_id }))
)
