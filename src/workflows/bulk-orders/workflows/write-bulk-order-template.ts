import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { BULK_ORDERS } from "../../../modules/customer-role/features"
import { requireBusinessStep } from "../../customer-role/steps/require-business"
import { isReadBack, writeTemplate } from "../lines/csv/write-template"
import { findBadLines } from "../lines/bad-lines"
import { toLines } from "../lines/match-variants"
import { leastQuantity } from "../lines/quantity-rules"
import { findOrderVariantsStep } from "../steps/find-order-variants"
import { listExampleVariantsStep } from "../steps/list-example-variants"
import { withoutErrors } from "../lines/to-preview"
import type { OrderVariant } from "../types"

export type WriteBulkOrderTemplateWorkflowInput = {
  customer_id: string
  /** The sales channels whose products the caller may see: those of the publishable key. */
  sales_channel_ids: string[]
}

const MOST_EXAMPLES = 5

/**
 * Returns a few variants that can all be ordered together, in the quantities that the template states.
 *
 * @example
 * const examples = toExamples({ variants })
 */
export const toExamples = ({ variants }: { variants: OrderVariant[] }): OrderVariant[] => {
  const named = variants.filter(isReadBack).sort((one, other) => (String(one.sku) < String(other.sku) ? -1 : 1))
  const items = named.map(({ id, quantity_rules }) => ({ variant_id: id, quantity: leastQuantity(quantity_rules) }))
  const lines = toLines(items, named)
  // All of them have prices. The amounts do not matter here.
  return withoutErrors(
    lines,
    findBadLines(
      lines,
      lines.map(() => 0)
    )
  )
    .slice(0, MOST_EXAMPLES)
    .map(({ variant }) => variant)
}

/**
 * Writes a CSV for a business to fill in: headings, and a few products that can be ordered as examples.
 *
 * @throws CustomerRoleError 403 with the guard's codes
 *
 * @example
 * const { result: csv } = await writeBulkOrderTemplateWorkflow(container).run({
 *   input: { customer_id: "cus_123", sales_channel_ids: ["sc_123"] },
 * })
 *
 * @summary Write a CSV to order by.
 */
export const writeBulkOrderTemplateWorkflow = createWorkflow("write-bulk-order-template", (input: WriteBulkOrderTemplateWorkflowInput) => {
  requireBusinessStep({ customer_id: input.customer_id, feature: BULK_ORDERS, level: "business" })
  const items = listExampleVariantsStep({ sales_channel_ids: input.sales_channel_ids })
  const found = findOrderVariantsStep({ items, sales_channel_ids: input.sales_channel_ids })
  return new WorkflowResponse(transform({ found }, ({ found }) => writeTemplate(toExamples(found))))
})
