import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { QuoteActor, QuoteRecord } from "../../../modules/quote/types"
import type { QuoteCustomer } from "../types"

export type SendQuoteStepInput = {
  quote_id: string
  customer: QuoteCustomer
  message?: string
  expected_updated_at?: Date | string
  actor: QuoteActor
}

const DAY = 24 * 60 * 60 * 1000

/**
 * Makes a revision of the draft, valid for as many days as the `quotes.validForDays` option gives where the draft does not
 * say. It is to be the last that a workflow does: what the customer has seen is not taken back.
 *
 * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`, `invalid_request`
 *
 * @example
 * const quote = sendQuoteStep({ quote_id: "quo_123", customer, actor })
 */
export const sendQuoteStep = createStep(
  "send-quote",
  async ({ quote_id, customer, ...input }: SendQuoteStepInput, { container }): Promise<StepResponse<QuoteRecord>> => {
    const { validForDays } = pluginOptions(container).quotes
    const { company_name, tax_id, search_terms } = customer
    const quote = await container.resolve(QUOTE_MODULE).sendQuote({
      ...input,
      id: quote_id,
      default_valid_until: new Date(Date.now() + validForDays * DAY),
      buyer: { company_name, tax_id },
      search_terms,
    })
    return new StepResponse(quote)
  }
)
