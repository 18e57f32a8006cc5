import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { NewQuote, QuoteRecord } from "../../../modules/quote/types"

/**
 * Stores a quote that a customer asks for. Rolled back, the quote is gone; its number stays unused.
 *
 * @example
 * const quote = storeRequestedQuoteStep({ customer_id: "cus_123", currency_code: "eur", items, ... })
 */
export const storeRequestedQuoteStep = createStep(
  "store-requested-quote",
  async (request: NewQuote, { container }): Promise<StepResponse<QuoteRecord, string>> => {
    const quote = await container.resolve(QUOTE_MODULE).requestQuote(request)
    return new StepResponse(quote, quote.id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve(QUOTE_MODULE).deleteQuotes(id)
    }
  }
)
