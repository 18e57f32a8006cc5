import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { calculateBulkOrderWorkflow } from "./direct/calculate-bulk-order"
import { resolveBulkOrder } from "./resolve-bulk-order"
import { findBadLinesStep } from "./steps/find-bad-lines"
import { toPreview, withoutErrors } from "./to-preview"
import type { CreateBulkOrderWorkflowInput } from "./types"

/**
 * What a bulk order would come to and what is wrong with its lines. Writes nothing. Any business account can look.
 *
 * @throws CustomerRoleError as `createBulkOrderWorkflow`, but for `bulk_order_invalid` and
 * `payment_provider_unavailable`
 *
 * @example
 * const { result: preview } = await previewBulkOrderWorkflow(container).run({
 *   input: { customer_id: "cus_123", sales_channel_ids: ["sc_123"], items, shipping_address },
 * })
 *
 * @summary Preview a bulk order.
 */
export const previewBulkOrderWorkflow = createWorkflow("preview-bulk-order", (input: CreateBulkOrderWorkflowInput) => {
  const resolved = resolveBulkOrder(input, { level: "business", needs_payment: false })
  const errors = findBadLinesStep({
    lines: resolved.requested,
    unit_prices: resolved.unit_prices,
    sales_channel_id: resolved.sales_channel_id,
  })
  const lines = transform({ requested: resolved.requested, errors }, ({ requested, errors }) => withoutErrors(requested, errors))
  const calculated = when("some-can-be-ordered", { lines }, ({ lines }) => lines.length > 0).then(() =>
    calculateBulkOrderWorkflow.runAsStep({
      input: {
        lines,
        customer_id: input.customer_id,
        region: resolved.region,
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
      })
    )
  )
})
