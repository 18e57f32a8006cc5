import type { MedusaContainer } from "@medusajs/framework/types"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { asCustomerRoleError, type ErrorCode } from "../../errors"
import { asCheckoutFailure, toRefusal } from "./checkout/refusals"
import { calculateBulkOrderWorkflow } from "./workflows/calculate-bulk-order"
import { resolveBulkOrder } from "./workflows/resolve-bulk-order"
import { findBadLinesStep } from "./steps/find-bad-lines"
import { toPreview, withoutErrors } from "./lines/to-preview"
import type { BulkOrderPreview, CreateBulkOrderWorkflowInput } from "./types"

export type PreviewBulkOrderWorkflowInput = CreateBulkOrderWorkflowInput & {
  /** Leaves the totals out. @default false */
  lines_only?: boolean
}

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

/** What may be wrong with the totals alone. */
const WITHOUT_TOTALS: ErrorCode[] = ["no_shipping_option", "invalid_request"]

/**
 * Previews a bulk order and tells the caller why where Medusa refuses, as `placeBulkOrder` does for an order. Lines that
 * cannot be ordered are named also where the others cannot be delivered or priced; there are no totals then.
 *
 * @throws CustomerRoleError as {@link previewBulkOrderWorkflow}, and `busy`
 *
 * @example
 * const preview = await previewBulkOrder(req.scope, { customer_id: "cus_123", ...body })
 */
export const previewBulkOrder = async (container: MedusaContainer, input: CreateBulkOrderWorkflowInput): Promise<BulkOrderPreview> => {
  try {
    return await run(container, input)
  } catch (error) {
    const code = asCustomerRoleError(error)?.code
    if (code === undefined || !WITHOUT_TOTALS.includes(code)) {
      throw error
    }
    const preview = await run(container, { ...input, lines_only: true })
    if (preview.valid) {
      throw error
    }
    return preview
  }
}

const run = async (container: MedusaContainer, input: PreviewBulkOrderWorkflowInput): Promise<BulkOrderPreview> => {
  try {
    const { result } = await previewBulkOrderWorkflow(container).run({ input })
    return result
  } catch (error) {
    const failure = asCheckoutFailure(error)
    throw failure ? toRefusal(failure, error) : error
  }
}
