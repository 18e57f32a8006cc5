import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type NoteOrderPlacerStepInput = { order_id: string; cart_id: string | null }

/**
 * Keeps who placed an order, by what was noted of its cart when somebody signed in paid for or completed it.
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
