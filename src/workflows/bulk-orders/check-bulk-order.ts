import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { BULK_ORDERS } from "../../modules/customer-role/features"
import { requireBusinessStep } from "../customer-role/steps/require-business"
import { mergeLines } from "./order-lines"
import { priceOrderLinesWorkflow } from "./price-order-lines"
import { checkBulkOrderLinesStep } from "./steps/check-bulk-order-lines"
import { findOrderVariantsStep } from "./steps/find-order-variants"
import { limitOrderLinesStep } from "./steps/limit-order-lines"
import { resolveOrderAddressStep } from "./steps/resolve-order-address"
import { resolveOrderRegionStep } from "./steps/resolve-order-region"
import { resolveSalesChannelStep } from "./steps/resolve-sales-channel"
import type { CreateBulkOrderWorkflowInput } from "./types"

/**
 * Decides whether a bulk order can be placed, and writes nothing. Gives the lines, brought together, and all that
 * placing the order needs.
 *
 * @throws CustomerRoleError as {@link createBulkOrderWorkflow}
 *
 * @example
 * const { result } = await checkBulkOrderWorkflow(container).run({
 *   input: { customer_id: "cus_123", sales_channel_ids: ["sc_123"], items, shipping_address },
 * })
 *
 * @summary Check a bulk order.
 */
export const checkBulkOrderWorkflow = createWorkflow("check-bulk-order", (input: CreateBulkOrderWorkflowInput) => {
  const role = requireBusinessStep({ customer_id: input.customer_id, feature: BULK_ORDERS })
  limitOrderLinesStep({ line_count: transform({ input }, ({ input }) => input.items.length) })
  const shipping_address = resolveOrderAddressStep({
    customer_id: input.customer_id,
    shipping_address: input.shipping_address,
    shipping_address_id: input.shipping_address_id,
  })
  const sales_channel_id = resolveSalesChannelStep({
    sales_channel_ids: input.sales_channel_ids,
    sales_channel_id: input.sales_channel_id,
  })
  const region = resolveOrderRegionStep({ country_code: shipping_address.country_code, region_id: input.region_id })
  const variants = findOrderVariantsStep({
    items: input.items,
    sales_channel_ids: transform({ sales_channel_id }, ({ sales_channel_id }) => [sales_channel_id]),
  })
  const requested = transform({ input, variants }, ({ input, variants }) => mergeLines(input.items, variants))
  const unit_prices = priceOrderLinesWorkflow.runAsStep({
    input: {
      lines: requested,
      customer_id: input.customer_id,
      currency_code: region.currency_code,
      region_id: region.id,
    },
  })
  const lines = checkBulkOrderLinesStep({ lines: requested, unit_prices })
  return new WorkflowResponse({ role, lines, region, sales_channel_id, shipping_address })
})
