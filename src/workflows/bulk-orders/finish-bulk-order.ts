import type { BigNumberInput } from "@medusajs/framework/types"
import { EventPriority, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { addOrderTransactionStep, emitEventStep } from "@medusajs/medusa/core-flows"

/** What a payment provider has taken at once. */
export type OrderCapture = { id: string; amount: BigNumberInput; currency_code: string }

export type FinishBulkOrderWorkflowInput = { order_id: string; captures: OrderCapture[] }

/**
 * Ends what a process has left that ended right after the payment of an order: notes what was paid, and tells those
 * who listen for orders.
 *
 * @example
 * await finishBulkOrderWorkflow(container).run({ input: { order_id: "order_123", captures: [] } })
 *
 * @summary Finish an interrupted bulk order.
 */
export const finishBulkOrderWorkflow = createWorkflow("finish-bulk-order", (input: FinishBulkOrderWorkflowInput) => {
  addOrderTransactionStep(
    transform({ input }, ({ input }) =>
      input.captures.map(({ id, amount, currency_code }) => ({
        order_id: input.order_id,
        amount,
        currency_code,
        reference: "capture",
        reference_id: id,
      }))
    )
  )
  emitEventStep({
    eventName: OrderWorkflowEvents.PLACED,
    data: { id: input.order_id },
    options: { priority: EventPriority.CRITICAL },
  })
  return new WorkflowResponse({ id: input.order_id })
})
