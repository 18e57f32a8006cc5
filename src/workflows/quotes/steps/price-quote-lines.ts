import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { priceLines } from "../../bulk-orders/direct/price-lines"
import type { OrderLine } from "../../bulk-orders/types"
import type { ListPrice } from "../types"

export type PriceQuoteLinesStepInput = {
  lines: OrderLine[]
  /** What prices may depend on, but for the quantity. */
  context: Record<string, unknown>
}

/**
 * What one unit of each line costs the customer today, and whether taxes are in it; `null` where there is no price, or no
 * quantity to price.
 *
 * @example
 * const prices = priceQuoteLinesStep({ lines, context })
 */
export const priceQuoteLinesStep = createStep(
  "price-quote-lines",
  async ({ lines, context }: PriceQuoteLinesStepInput, { container }): Promise<StepResponse<(ListPrice | null)[]>> => {
    const priced = lines.flatMap(({ index, variant, quantity }) =>
      variant?.price_set_id && quantity !== null ? [{ index, price_set_id: variant.price_set_id, quantity }] : []
    )
    const prices = await priceLines(container, priced, context)
    const found = new Map(
      priced.flatMap(({ index }, position) => {
        const amount = prices[position]?.calculated_amount ?? null
        return amount === null
          ? []
          : [
              [
                index,
                { amount: MathBN.convert(amount).toNumber(), is_tax_inclusive: Boolean(prices[position]?.is_calculated_price_tax_inclusive) },
              ] as const,
            ]
      })
    )
    return new StepResponse(lines.map(({ index }) => found.get(index) ?? null))
  }
)
