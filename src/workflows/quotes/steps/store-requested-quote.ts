import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { QUOTE_MODULE } from "../../../modules/quote"
import type { NewQuote, QuoteRecord } from "../../../modules/quote/types"
import { customerLimits } from "../customer/limits"

/**
 * Stores a requested quote. The limit of open quotes applies to customers, not to the shop. The compensation deletes the
 * quote; its number stays unused.
 *
 * @throws CustomerRoleError `limit_reached`, `invalid_request`
 *
 * @example
 * const quote = storeRequestedQuoteStep({ customer_id: "cus_123", currency_code: "eur", items, ... })
 */
export const storeRequestedQuoteStep = createStep(
  "store-requested-quote",
  async (request: NewQuote, { container }): Promise<StepResponse<QuoteRecord, string>> => {
    const { openQuotes } = customerLimits(pluginOptions(container))
    const most_open = request.actor.type === "customer" ? openQuotes : undefined
    const quote = await container.resolve(QUOTE_MODULE).requestQuote({ ...request, most_open })
    return new StepResponse(quote, quote.id)
  },
  async (id, { container }) => {
    if (id) {
      await container.resolve(QUOTE_MODULE).deleteQuotes(id)
    }
  }
)
