import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { priceLines } from "../../bulk-orders/lines/price-tiers"
import type { OrderLine } from "../../bulk-orders/types"
import type { ListPrice } from "../types"

export type PriceQuoteLinesStepInput = {
  lines: OrderLine[]
  /** What prices may depend on, but for the quantity. */
  context: Record<string, unknown>
}

/**
 * What one unit of each line costs the customer today, and whether taxes are in it. Where there is no price, or no
 * quantity to price, the shop's preference says whether taxes are to be in it.
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
                { amount: MathBN.convert(amount).toNumber(), is_tax_inclusive: Boolean(prices[position]?.is_calculated_price_tax_inclusive) },
              ] as const,
            ]
      })
    )
    const missing: ListPrice | undefined =
      found.size < lines.length ? { amount: null, is_tax_inclusive: await prefersTaxInclusive(container, context) } : undefined
    return new StepResponse(lines.flatMap(({ index }) => found.get(index) ?? missing ?? []))
  }
)

/** As Medusa rules for prices: the region's preference before the currency's. */
const prefersTaxInclusive = async (container: MedusaContainer, context: Record<string, unknown>): Promise<boolean> => {
  const attributes = ["region_id", "currency_code"]
  const preferences = await container.resolve(Modules.PRICING).listPricePreferences({ attribute: attributes }, { take: null })
  const rules = attributes.flatMap(
    (attribute) => preferences.find((preference) => preference.attribute === attribute && preference.value === context[attribute]) ?? []
  )
  return rules[0]?.is_tax_inclusive ?? false
}
