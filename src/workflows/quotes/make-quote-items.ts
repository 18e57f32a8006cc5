import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { NewQuoteItem } from "../../modules/quote/types"
import { toLines } from "../bulk-orders/lines/match-variants"
import { findOrderVariantsStep } from "../bulk-orders/steps/find-order-variants"
import { resolvePricingContextStep } from "../bulk-orders/steps/resolve-pricing-context"
import { checkQuoteLinesStep } from "./lines/check-quote-lines"
import { priceQuoteLinesStep } from "./lines/price-quote-lines"
import type { MakeQuoteItemsWorkflowInput } from "./types"

/**
 * Returns the lines of a quote, one per requested line, at the customer's current price or at the price that the input
 * offers. Returns an empty list for an empty input. Checks no access: callers run the guard first.
 *
 * @throws CustomerRoleError `invalid_request` with every line that cannot be quoted, or for an impossible price
 *
 * @example
 * const { result: items } = await makeQuoteItemsWorkflow(container).run({
 *   input: {
 *     customer_id: "cus_123",
 *     items: [{ sku: "BOLT-10", quantity: 400, discount_percentage: 10 }],
 *     currency_code: "eur",
 *     decimal_digits: 2,
 *     region_id: "reg_123",
 *     sales_channel_ids: ["sc_123"],
 *   },
 * })
 *
 * @summary Price lines for a quote.
 */
export const makeQuoteItemsWorkflow = createWorkflow("make-quote-items", (input: MakeQuoteItemsWorkflowInput) => {
  const made = when("lines-are-asked-for", { input }, ({ input }) => input.items.length > 0).then(() => {
    const found = findOrderVariantsStep({ items: input.items, sales_channel_ids: input.sales_channel_ids })
    const lines = transform({ input, found }, ({ input, found }) => toLines(input.items, found.variants, found.hidden_skus))
    const context = resolvePricingContextStep({
      customer_id: input.customer_id,
      currency_code: input.currency_code,
      region_id: input.region_id,
    })
    const prices = priceQuoteLinesStep({ lines, context })
    return checkQuoteLinesStep({ lines, items: input.items, prices, decimal_digits: input.decimal_digits, places: input.places })
  })
  return new WorkflowResponse(transform({ made }, ({ made }): NewQuoteItem[] => made ?? []))
})
