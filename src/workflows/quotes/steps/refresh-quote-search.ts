import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import { searchTermsOf, type SearchableCustomer } from "../../../modules/customer-role/search/search-text"

/**
 * Brings e-mail addresses and names of customers into the search of their quotes. Repeating it is harmless, so nothing is
 * undone.
 *
 * @example
 * refreshQuoteSearchStep(customers)
 */
export const refreshQuoteSearchStep = createStep(
  "refresh-quote-search",
  async (customers: (SearchableCustomer & { id: string })[], { container }): Promise<StepResponse<void>> => {
    for (const customer of customers) {
      await container.resolve(QUOTE_MODULE).refreshSearch(customer.id, searchTermsOf(customer))
    }
    return new StepResponse(undefined)
  }
)
