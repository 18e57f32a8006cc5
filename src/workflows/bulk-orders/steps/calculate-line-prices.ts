import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { priceLines } from "../lines/price-tiers"
import { toCataloguePrice, toOfferedPrice } from "../lines/unit-price"
import type { OrderLine, UnitPrice } from "../types"

export type CalculateLinePricesStepInput = {
  lines: OrderLine[]
  /** What prices may depend on, except for the quantity. */
  context: Record<string, unknown>
}

/**
 * Returns the price of one unit of each line: the offered one, or the catalogue's. It is `null` without a price, and for lines
 * without a valid quantity.
 *
 * @example
 * const prices = calculateLinePricesStep({ lines, context })
 */
export const calculateLinePricesStep = createStep(
  "calculate-line-prices",
  async ({ lines, context }: CalculateLinePricesStepInput, { container }): Promise<StepResponse<(UnitPrice | null)[]>> => {
    const inCatalogue = lines.flatMap(({ index, variant, quantity, offer }) =>
      !offer && variant?.price_set_id && quantity !== null ? [{ index, price_set_id: variant.price_set_id, quantity }] : []
    )
    const prices = await priceLines(container, inCatalogue, context)
    const priceOf = new Map(inCatalogue.map(({ index }, position) => [index, toCataloguePrice(prices[position])]))
    return new StepResponse(lines.map(({ index, offer }) => (offer ? toOfferedPrice(offer) : (priceOf.get(index) ?? null))))
  }
)
