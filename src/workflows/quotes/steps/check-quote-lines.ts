import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { RequestedQuoteItem } from "../../../modules/quote/types"
import { findRefusedLines, toPricedLines } from "../../bulk-orders/order-lines"
import type { OrderLine } from "../../bulk-orders/types"
import type { QuoteLineInput } from "../types"

export type CheckQuoteLinesStepInput = {
  /** One for each item. */
  lines: OrderLine[]
  items: QuoteLineInput[]
  /** One amount for each line, `null` where there is no price. */
  unit_prices: (number | null)[]
}

/**
 * Makes the items of a quote, all of them or none. The stock does not matter yet.
 *
 * @throws CustomerRoleError `invalid_request` with every line that cannot be quoted
 *
 * @example
 * const items = checkQuoteLinesStep({ lines, items: [{ sku: "BOLT-10", quantity: 400 }], unit_prices: [10] })
 */
export const checkQuoteLinesStep = createStep(
  "check-quote-lines",
  async ({ lines, items, unit_prices }: CheckQuoteLinesStepInput): Promise<StepResponse<RequestedQuoteItem[]>> => {
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
        target_unit_price: items[index].target_unit_price ?? null,
        note: items[index].note ?? null,
      }))
    )
  }
)
