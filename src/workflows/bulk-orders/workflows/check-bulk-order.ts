import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { resolveBulkOrder } from "./resolve-bulk-order"
import { checkBulkOrderLinesStep } from "../steps/check-bulk-order-lines"
import type { CreateBulkOrderWorkflowInput } from "../types"

/**
 * Decides whether a bulk order can be placed, and writes nothing. Returns the merged lines, and everything else that placing
 * the order needs.
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
  const { role, buyer, requested, unit_prices, region, sales_channel_id, shipping_address } = resolveBulkOrder(input, {
    needs_payment: true,
  })
  const lines = checkBulkOrderLinesStep({ lines: requested, unit_prices, sales_channel_id })
  return new WorkflowResponse({ role, buyer, lines, region, sales_channel_id, shipping_address })
})
