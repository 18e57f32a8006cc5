import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Carts that nobody has touched for longer are repriced when somebody opens them again. */
const OPEN_CARTS_PER_CUSTOMER = 50

/**
 * Reprices the open carts of customers whose group has changed, so that nobody checks out at prices that are no
 * longer his. A cart that cannot be repriced is logged: the decision that led here stands.
 *
 * @example
 * repriceOpenCartsStep(["cus_123"])
 */
export const repriceOpenCartsStep = createStep(
  "reprice-open-carts",
  async (customerIds: string[], { container }): Promise<StepResponse<string[]>> => {
    if (!customerIds.length) {
      return new StepResponse([])
    }
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data: carts } = await query.graph({
      entity: "cart",
      fields: ["id"],
      filters: { customer_id: customerIds, completed_at: null },
      pagination: { take: OPEN_CARTS_PER_CUSTOMER * customerIds.length, order: { updated_at: "DESC" } },
    })
    const repriced: string[] = []
    for (const { id } of carts) {
      try {
        await refreshCartItemsWorkflow(container).run({ input: { cart_id: id, force_refresh: true } })
        repriced.push(id)
      } catch (error) {
        logger.warn(`medusa-plugin-customer-role: cart ${id} could not be repriced: ${error instanceof Error ? error.message : error}`)
      }
    }
    return new StepResponse(repriced)
  }
)
