import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { noteOrderPlacerStep } from "../steps/note-order-placer"

export type NoteOrderPlacerWorkflowInput = { order_id: string }

/**
 * Keeps who placed an order and what the shop knew of them then, whichever way it was placed.
 *
 * @example
 * await noteOrderPlacerWorkflow(container).run({ input: { order_id: "order_123" } })
 *
 * @summary Keep who placed an order.
 */
export const noteOrderPlacerWorkflow = createWorkflow("note-order-placer", (input: NoteOrderPlacerWorkflowInput) => {
  const { data } = useQueryGraphStep({ entity: "order_cart", fields: ["cart_id"], filters: { order_id: input.order_id } })
  noteOrderPlacerStep(
    transform({ input, data }, ({ input, data }) => {
      const [link]: { cart_id?: string }[] = data
      return { order_id: input.order_id, cart_id: link?.cart_id ?? null }
    })
  )
  return new WorkflowResponse({ id: input.order_id })
})
