import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { toPreview, withoutErrors } from "../lines/to-preview"
import { findBadLinesStep } from "../steps/check-bulk-order-lines"
import type { CreateBulkOrderWorkflowInput } from "../types"
import { calculateBulkOrderWorkflow } from "./calculate-bulk-order"
import { resolveBulkOrder } from "./resolve-bulk-order"

export type PreviewBulkOrderWorkflowInput = CreateBulkOrderWorkflowInput & {
  /** Leaves the totals out. @default false */
  lines_only?: boolean
}

/**
 * Calculates what a bulk order would cost, and reports what is wrong with its lines. Writes nothing. Open to every business
 * account. Call `previewBulkOrder` instead: it throws this plugin's errors.
 *
 * @throws CustomerRoleError as `createBulkOrderWorkflow`, except `bulk_order_invalid` and `payment_provider_unavailable`
 *
 * @example
 * const { result: preview } = await previewBulkOrderWorkflow(container).run({
 *   input: { customer_id: "cus_123", sales_channel_ids: ["sc_123"], items, shipping_address },
 * })
 *
 * @summary Preview a bulk order.
 */
export const previewBulkOrderWorkflow = createWorkflow("preview-bulk-order", (input: PreviewBulkOrderWorkflowInput) => {
  const resolved = resolveBulkOrder(input, { level: "business", needs_payment: false })
  const errors = findBadLinesStep({
    lines: resolved.requested,
    unit_prices: resolved.unit_prices,
    sales_channel_id: resolved.sales_channel_id,
  })
  const lines = transform({ requested: resolved.requested, errors }, ({ requested, errors }) => withoutErrors(requested, errors))
  const calculated = when("some-can-be-ordered", { input, lines }, ({ input, lines }) => !input.lines_only && lines.length > 0).then(() =>
    calculateBulkOrderWorkflow.runAsStep({
      input: {
        lines,
        customer_id: input.customer_id,
        region: resolved.region,
        buyer: resolved.buyer,
        sales_channel_id: resolved.sales_channel_id,
        shipping_address: resolved.shipping_address,
        shipping_option_ids: input.shipping_option_ids,
      },
    })
  )
  return new WorkflowResponse(
    transform({ resolved, errors, calculated }, ({ resolved, errors, calculated }) =>
      toPreview({
        lines: resolved.requested,
        unit_prices: resolved.unit_prices,
        currency_code: resolved.region.currency_code,
        errors,
        calculated,
        rows: resolved.rows,
      })
    )
  )
})
