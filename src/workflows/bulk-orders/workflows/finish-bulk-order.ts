import { EventPriority, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

export type FinishBulkOrderWorkflowInput = { order_id: string }

/**
 * Ends what a process has left that ended right after an order was complete: tells those who listen of the order.
 *
 * @example
 * await finishBulkOrderWorkflow(container).run({ input: { order_id: "order_123" } })
 *
 * @summary Finish an interrupted bulk order.
 */
export const finishBulkOrderWorkflow = createWorkflow("finish-bulk-order", (input: FinishBulkOrderWorkflowInput) => {
  emitEventStep({
    eventName: OrderWorkflowEvents.PLACED,
    data: { id: input.order_id },
    options: { priority: EventPriority.CRITICAL },
  })
  return new WorkflowResponse({ id: input.order_id })
})
