import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"

export type NoteOrderPlacerStepInput = { order_id: string; cart_id: string | null }

/**
 * Records who placed an order, from the record made when a signed-in customer paid for its cart or completed it.
 *
 * @example
 * noteOrderPlacerStep({ order_id: "order_123", cart_id: "cart_123" })
 */
export const noteOrderPlacerStep = createStep(
  "note-order-placer",
  async ({ order_id, cart_id }: NoteOrderPlacerStepInput, { container }): Promise<StepResponse<void>> => {
    await container.resolve(CUSTOMER_ROLE_MODULE).orderPlacers.settle(order_id, cart_id)
    return new StepResponse(undefined)
  }
)

export type NoteOrderPlacerWorkflowInput = { order_id: string }

/**
 * Records who placed an order and their role at that time, whichever way it was placed.
 *
 * @example
 * await noteOrderPlacerWorkflow(container).run({ input: { order_id: "order_123" } })
 *
 * @summary Record who placed an order.
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
