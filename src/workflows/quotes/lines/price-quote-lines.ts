import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { priceLines } from "../../bulk-orders/lines/price-tiers"
import type { OrderLine } from "../../bulk-orders/types"
import type { ListPrice } from "../types"

export type PriceQuoteLinesStepInput = {
  lines: OrderLine[]
  /** What prices depend on, except for the quantity. */
  context: Record<string, unknown>
}

/**
 * Returns the price of one unit of each line for the customer today, and whether it includes taxes. For a line without a
 * price or a quantity, the shop's price preference decides about taxes.
 *
 * @example
 * const prices = priceQuoteLinesStep({ lines, context })
 */
export const priceQuoteLinesStep = createStep(
  "price-quote-lines",
  async ({ lines, context }: PriceQuoteLinesStepInput, { container }): Promise<StepResponse<ListPrice[]>> => {
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
                {
                  amount: MathBN.convert(amount).toNumber(),
                  is_tax_inclusive: Boolean(prices[position]?.is_calculated_price_tax_inclusive),
                },
              ] as const,
            ]
      })
    )
    const missing: ListPrice | undefined =
      found.size < lines.length ? { amount: null, is_tax_inclusive: await prefersTaxInclusive(container, context) } : undefined
    return new StepResponse(lines.flatMap(({ index }) => found.get(index) ?? missing ?? []))
  }
)

/** Medusa's own rule: the region's preference comes before the currency's. */
const prefersTaxInclusive = async (container: MedusaContainer, context: Record<string, unknown>): Promise<boolean> => {
  const attributes = ["region_id", "currency_code"]
  const preferences = await container.resolve(Modules.PRICING).listPricePreferences({ attribute: attributes }, { take: null })
  const rules = attributes.flatMap(
    (attribute) => preferences.find((preference) => preference.attribute === attribute && preference.value === context[attribute]) ?? []
  )
  return rules[0]?.is_tax_inclusive ?? false
}
