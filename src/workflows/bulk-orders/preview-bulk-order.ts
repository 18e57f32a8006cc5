import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError, type ErrorCode } from "../../errors"
import { asCheckoutFailure, toRefusal } from "./placement/refusals"
import type { BulkOrderPreview, CreateBulkOrderWorkflowInput } from "./types"
import { previewBulkOrderWorkflow, type PreviewBulkOrderWorkflowInput } from "./workflows/preview-bulk-order"

/** Errors that concern the totals alone. */
const WITHOUT_TOTALS: ErrorCode[] = ["no_shipping_option", "invalid_request"]

/**
 * Previews a bulk order. Routes and merchants' code call this. Turns Medusa's errors into this plugin's. Still reports bad
 * lines, without totals, if the lines cannot be delivered or priced.
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
