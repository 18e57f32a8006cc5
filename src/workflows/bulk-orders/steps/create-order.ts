import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toOrder, type ToOrderInput } from "../checkout/order-without-cart/to-order"

/**
 * Creates the order of a calculated one, under the ids that were given out with it. Hands on nothing but its id:
 * what Medusa gives back of an order of a thousand lines is megabytes long.
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
