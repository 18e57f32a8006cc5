import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { offeredPriceOf, requireTargetPrice } from "../../../modules/quote/offered-price"
import type { NewQuoteItem } from "../../../modules/quote/types"
import { findRefusedLines, isOrderable } from "../../bulk-orders/lines/order-lines"
import { variantTitleOf } from "../../bulk-orders/lines/variant-title"
import type { OrderLine } from "../../bulk-orders/types"
import type { ListPrice, OfferedLineInput } from "../types"

export type CheckQuoteLinesStepInput = {
  /** One for each item. */
  lines: OrderLine[]
  items: OfferedLineInput[]
  /** One for each line. */
  prices: ListPrice[]
  /** The smallest unit of the currency, as a number of decimals. */
  decimal_digits: number
  /** Where each line stands in the request, for those that are refused. @default its place among `items` */
  places?: number[]
}

/**
 * Makes the items of a quote, all of them or none. The stock does not matter yet, and what has no price can be asked for.
 *
 * @throws CustomerRoleError `invalid_request` with every line that cannot be quoted, or for a price that cannot be
 *
 * @example
 * const items = checkQuoteLinesStep({
 *   lines,
 *   items: [{ sku: "BOLT-10", quantity: 400 }],
 *   prices: [{ amount: 10, is_tax_inclusive: false }],
 *   decimal_digits: 2,
 * })
 */
export const checkQuoteLinesStep = createStep(
  "check-quote-lines",
  async ({ lines, items, prices, decimal_digits, places }: CheckQuoteLinesStepInput): Promise<StepResponse<NewQuoteItem[]>> => {
    const errors = findRefusedLines(lines, prices.map(({ amount }) => amount ?? 0)).map((error) => ({
      ...error,
      index: places?.[error.index] ?? error.index,
    }))
    if (errors.length > 0) {
      throw new CustomerRoleError("invalid_request", "Some lines cannot be quoted.", errors)
    }
    return new StepResponse(
      lines.filter(isOrderable).map(({ index, variant, quantity }) => {
        const { amount: list_unit_price, is_tax_inclusive } = prices[index]
        const listed = { sku: variant.sku, title: variant.product_title, list_unit_price }
        requireTargetPrice(listed, decimal_digits, items[index].target_unit_price)
        return {
          ...listed,
          variant_id: variant.id,
          variant_title: variantTitleOf(variant),
          quantity,
          unit_price: offeredPriceOf(listed, decimal_digits, items[index]) ?? list_unit_price,
          is_tax_inclusive,
          target_unit_price: items[index].target_unit_price ?? null,
          note: items[index].note ?? null,
        }
      })
    )
  }
)
