import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { NewQuoteItem } from "../../../modules/quote/types"
import { findRefusedLines, toPricedLines } from "../../bulk-orders/order-lines"
import type { OrderLine } from "../../bulk-orders/types"
import type { ListPrice, QuoteLineInput } from "../types"

export type CheckQuoteLinesStepInput = {
  /** One for each item. */
  lines: OrderLine[]
  items: QuoteLineInput[]
  /** One for each line, `null` where there is none. */
  prices: (ListPrice | null)[]
}

/**
 * Makes the items of a quote, all of them or none. The stock does not matter yet.
 *
 * @throws CustomerRoleError `invalid_request` with every line that cannot be quoted
 *
 * @example
 * const items = checkQuoteLinesStep({ lines, items: [{ sku: "BOLT-10", quantity: 400 }], prices: [{ amount: 10, is_tax_inclusive: false }] })
 */
export const checkQuoteLinesStep = createStep(
  "check-quote-lines",
  async ({ lines, items, prices }: CheckQuoteLinesStepInput): Promise<StepResponse<NewQuoteItem[]>> => {
    const unit_prices = prices.map((price) => price?.amount ?? null)
    const errors = findRefusedLines(lines, unit_prices)
    if (errors.length > 0) {
      throw new CustomerRoleError("invalid_request", "Some lines cannot be quoted.", errors)
    }
    return new StepResponse(
      toPricedLines(lines, unit_prices).map(({ index, variant, quantity, unit_price }) => ({
        variant_id: variant.id,
        sku: variant.sku,
        title: variant.product_title,
        quantity,
        list_unit_price: unit_price,
        unit_price,
        is_tax_inclusive: prices[index]?.is_tax_inclusive ?? false,
        target_unit_price: items[index].target_unit_price ?? null,
        note: items[index].note ?? null,
      }))
    )
  }
)
