import { createHook, createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { z } from "@medusajs/framework/zod"
import { draftOrderStep } from "../steps/draft-order"
import { loadBuyerStep } from "../steps/load-buyer"
import type { CalculateBulkOrderInput } from "../checkout/order-without-cart/types"

const pricingContext = z.record(z.string(), z.unknown()).optional()

/**
 * Calculates what Medusa's own cart and checkout would charge for checked lines: prices, automatic promotions, deliveries,
 * taxes and totals. Writes nothing.
 *
 * @property hooks.setPricingContext - Adds to what prices may depend on, like the hook of the same name on Medusa's
 * `createCartWorkflow`.
 *
 * @throws CustomerRoleError `no_shipping_option`, `invalid_request`
 *
 * @example
 * const { result } = await calculateBulkOrderWorkflow(container).run({
 *   input: { lines, customer_id: "cus_123", region, sales_channel_id: "sc_123", shipping_address },
 * })
 *
 * @summary Calculate a bulk order.
 */
export const calculateBulkOrderWorkflow = createWorkflow("calculate-bulk-order", (input: CalculateBulkOrderInput) => {
  const buyer = loadBuyerStep({ customer_id: input.customer_id, region_id: input.region.id, buyer: input.buyer })
  const setPricingContext = createHook(
    "setPricingContext",
    {
      region: buyer.region,
      variantIds: transform({ input }, ({ input }) => input.lines.map(({ variant }) => variant.id)),
      salesChannel: transform({ input }, ({ input }) => ({ id: input.sales_channel_id })),
      customerData: { customer: buyer.customer, email: buyer.customer.email },
    },
    { resultValidator: pricingContext }
  )
  const order = draftOrderStep({
    lines: input.lines,
    customer_id: input.customer_id,
    region: input.region,
    sales_channel_id: input.sales_channel_id,
    shipping_address: input.shipping_address,
    shipping_option_ids: input.shipping_option_ids,
    order_id: input.order_id,
    buyer,
    pricing_context: setPricingContext.getResult(),
  })
  return new WorkflowResponse(order, { hooks: [setPricingContext] })
})
