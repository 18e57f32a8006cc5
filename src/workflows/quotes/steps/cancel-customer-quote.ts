import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteRecord, QuoteStatus } from "../../../modules/quote/types"

export type CancelCustomerQuoteStepInput = { customer_id: string; quote_id: string }

/**
 * Cancels a customer's own quote. Rolled back, the quote is in the state it was in.
 *
 * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
 *
 * @example
 * const quote = cancelCustomerQuoteStep({ customer_id: "cus_123", quote_id: "quo_123" })
 */
export const cancelCustomerQuoteStep = createStep(
  "cancel-customer-quote",
  async (
    { customer_id, quote_id }: CancelCustomerQuoteStepInput,
    { container }
  ): Promise<StepResponse<QuoteRecord, { id: string; previous: QuoteStatus }>> => {
    const service = container.resolve(QUOTE_MODULE)
    const previous = await service.cancelCustomerQuote(customer_id, quote_id)
    return new StepResponse(await service.getCustomerQuote(customer_id, quote_id), { id: quote_id, previous })
  },
  async (cancelled, { container }) => {
    if (cancelled) {
      await container.resolve(QUOTE_MODULE).undoCancellation(cancelled.id, cancelled.previous)
    }
  }
)
