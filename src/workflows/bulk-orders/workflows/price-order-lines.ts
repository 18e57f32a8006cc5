import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { calculateLinePricesStep } from "../steps/calculate-line-prices"
import { resolvePricingContextStep } from "../steps/resolve-pricing-context"
import type { OrderLine } from "../types"

export type PriceOrderLinesWorkflowInput = {
  lines: OrderLine[]
  customer_id: string
  currency_code: string
  region_id?: string | null
}

/**
 * Returns what one unit of each line costs the customer, in major units, or `null` without a price. Applies price lists, the
 * customer's groups and price tiers as Medusa's carts do.
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
  const prices = calculateLinePricesStep({ lines: input.lines, context })
  return new WorkflowResponse(transform({ prices }, ({ prices }) => prices.map((price) => price?.unit_price ?? null)))
})
