import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { priceLines } from "../lines/price-tiers"
import type { OrderLine } from "../types"

export type CalculateLinePricesStepInput = {
  lines: OrderLine[]
  /** What prices may depend on, except for the quantity. */
  context: Record<string, unknown>
}

/**
 * Returns what one unit of each line costs, in major units: the offered price, or the catalogue's. It is `null` without a price,
 * and for lines without a valid quantity.
 *
 * @example
 * const unitPrices = calculateLinePricesStep({ lines, context })
 */
export const calculateLinePricesStep = createStep(
  "calculate-line-prices",
  async ({ lines, context }: CalculateLinePricesStepInput, { container }): Promise<StepResponse<(number | null)[]>> => {
    const priced = lines.flatMap(({ index, variant, quantity, offer }) =>
      !offer && variant?.price_set_id && quantity !== null ? [{ index, price_set_id: variant.price_set_id, quantity }] : []
    )
    const prices = await priceLines(container, priced, context)
    const amountOf = new Map(priced.map(({ index }, position) => [index, prices[position]?.calculated_amount ?? null]))
    return new StepResponse(lines.map(({ index, offer }) => offer?.unit_price ?? toNumber(amountOf.get(index) ?? null)))
  }
)

const toNumber = (amount: Parameters<typeof MathBN.convert>[0] | null): number | null =>
  amount === null ? null : MathBN.convert(amount).toNumber()
