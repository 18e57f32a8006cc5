import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toOrder, type ToOrderInput } from "../checkout/order-without-cart/to-order"

/**
 * Creates a calculated order under the ids chosen for it. Returns only its id, because Medusa's answer for an order of a
 * thousand lines has several megabytes.
 *
 * @example
 * createOrderStep({ order, metadata: {} })
 */
export const createOrderStep = createStep(
  "create-order",
  async (input: ToOrderInput, { container }): Promise<StepResponse<{ id: string }>> => {
    const [{ id }] = await container.resolve(Modules.ORDER).createOrders([toOrder(input)])
    return new StepResponse({ id })
  }
)
