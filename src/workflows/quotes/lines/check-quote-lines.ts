import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { offeredPriceOf, requireTargetPrice } from "../../../modules/quote/offered-price"
import type { NewQuoteItem } from "../../../modules/quote/types"
import { findRefusedLines, isOrderable } from "../../bulk-orders/lines/line-rules"
import { variantTitleOf } from "../../bulk-orders/lines/variant-title"
import type { OrderLine } from "../../bulk-orders/types"
import type { ListPrice, OfferedLineInput } from "../types"

export type CheckQuoteLinesStepInput = {
  /** One per item. */
  lines: OrderLine[]
  items: OfferedLineInput[]
  /** One per line. */
  prices: ListPrice[]
  /** Decimals of the currency. */
  decimal_digits: number
  /** The index of each line in the request, for error reports. @default the index in `items` */
  places?: number[]
}

/**
 * Returns the items of a quote, or throws if any line cannot be quoted. Ignores stock, and accepts lines without a price: the
 * customer asks the shop for one.
 *
 * @throws CustomerRoleError `invalid_request` with every line that cannot be quoted, or for an impossible price
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
    const errors = findRefusedLines(
      lines,
      prices.map(({ amount }) => amount ?? 0)
    ).map((error) => ({
      ...error,
      index: places?.[error.index] ?? error.index,
    }))
    if (errors.length > 0) {
      throw new CustomerRoleError("invalid_request", "Some lines cannot be quoted. Correct or remove them.", errors)
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
