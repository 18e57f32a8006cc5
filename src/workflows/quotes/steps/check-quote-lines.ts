import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { offeredPriceOf } from "../../../modules/quote/offered-price"
import type { NewQuoteItem } from "../../../modules/quote/types"
import { findRefusedLines, toPricedLines } from "../../bulk-orders/order-lines"
import type { OrderLine } from "../../bulk-orders/types"
import type { ListPrice, OfferedLineInput } from "../types"

export type CheckQuoteLinesStepInput = {
  /** One for each item. */
  lines: OrderLine[]
  items: OfferedLineInput[]
  /** One for each line, `null` where there is none. */
  prices: (ListPrice | null)[]
  /** The smallest unit of the currency, as a number of decimals. */
  decimal_digits: number
  /** Where each line stands in the request, for those that are refused. @default its place among `items` */
  places?: number[]
}

/**
 * Makes the items of a quote, all of them or none. The stock does not matter yet.
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
    const unit_prices = prices.map((price) => price?.amount ?? null)
    const errors = findRefusedLines(lines, unit_prices).map((error) => ({ ...error, index: places?.[error.index] ?? error.index }))
    if (errors.length > 0) {
      throw new CustomerRoleError("invalid_request", "Some lines cannot be quoted.", errors)
    }
    return new StepResponse(
      toPricedLines(lines, unit_prices).map(({ index, variant, quantity, unit_price: list_unit_price }) => {
        const named = { sku: variant.sku, title: variant.product_title }
        return {
          ...named,
          variant_id: variant.id,
          quantity,
          list_unit_price,
          unit_price: offeredPriceOf({ ...named, list_unit_price }, decimal_digits, items[index]) ?? list_unit_price,
          is_tax_inclusive: prices[index]?.is_tax_inclusive ?? false,
          target_unit_price: items[index].target_unit_price ?? null,
          note: items[index].note ?? null,
        }
      })
    )
  }
)
