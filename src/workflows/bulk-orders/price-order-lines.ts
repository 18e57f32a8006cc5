import type { CalculatedPriceSet } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { getVariantPriceSetsStep } from "@medusajs/medusa/core-flows"
import { resolvePricingContextStep } from "./steps/resolve-pricing-context"
import type { OrderLine } from "./types"

export type PriceOrderLinesWorkflowInput = {
  lines: OrderLine[]
  customer_id: string
  currency_code: string
  region_id?: string | null
}

const toPricedItems = ({ lines, context }: { lines: OrderLine[]; context: Record<string, unknown> }) =>
  lines.flatMap(({ index, variant, quantity }) =>
    variant?.price_set_id && quantity !== null
      ? [{ id: String(index), variantId: variant.id, context: { ...context, quantity, is_custom_price: false } }]
      : []
  )

const toUnitPrices = ({ lines, prices }: { lines: OrderLine[]; prices: Record<string, CalculatedPriceSet> }): (number | null)[] =>
  lines.map(({ index }) => {
    const amount = prices[String(index)]?.calculated_amount ?? null
    return amount === null ? null : MathBN.convert(amount).toNumber()
  })

/**
 * What one unit of each line costs the customer, found as Medusa's carts find it: price lists, his groups and quantity
 * tiers included. Gives one amount for each line, in major units; `null` where there is no price.
 *
 * @example
 * const { result: unitPrices } = await priceOrderLinesWorkflow(container).run({
 *   input: { lines, customer_id: "cus_123", currency_code: "eur", region_id: "reg_123" },
 * })
 *
 * @summary Price lines for a customer.
 */
export const priceOrderLinesWorkflow = createWorkflow("price-order-lines", (input: PriceOrderLinesWorkflowInput) => {
  const context = resolvePricingContextStep({
    customer_id: input.customer_id,
    currency_code: input.currency_code,
    region_id: input.region_id,
  })
  const items = transform({ lines: input.lines, context }, toPricedItems)
  const prices = getVariantPriceSetsStep({ data: items })
  return new WorkflowResponse(transform({ lines: input.lines, prices }, toUnitPrices))
})
