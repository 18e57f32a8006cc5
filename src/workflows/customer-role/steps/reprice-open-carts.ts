import { refreshCartItemsWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

const PAGE = 100

/**
 * Reprices the open carts of customers whose group has changed, so that nobody checks out at prices they have lost. Logs a
 * cart that cannot be repriced, and goes on: the decision behind it stands.
 *
 * @example
 * repriceOpenCartsStep(["cus_123"])
 */
export const repriceOpenCartsStep = createStep(
  "reprice-open-carts",
  async (customerIds: string[], { container }): Promise<StepResponse<void>> => {
    await repriceCarts(customerIds.length ? await findOpenCarts(customerIds, container) : [], container)
    return new StepResponse(undefined)
  }
)

/**
 * Reprices carts that have lost their customer and the prices of the customer's groups.
 *
 * @example
 * repriceCartsStep(["cart_123"])
 */
export const repriceCartsStep = createStep("reprice-carts", async (cartIds: string[], { container }): Promise<StepResponse<void>> => {
  await repriceCarts(cartIds, container)
  return new StepResponse(undefined)
})

const repriceCarts = async (cartIds: string[], container: MedusaContainer): Promise<void> => {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  for (const id of cartIds) {
    try {
      await refreshCartItemsWorkflow(container).run({ input: { cart_id: id, force_refresh: true } })
    } catch (error) {
      logger.warn(`medusa-plugin-customer-role: cart ${id} could not be repriced: ${error instanceof Error ? error.message : error}`)
    }
  }
}

/** Reads all ids before repricing the first cart, since repricing changes the times that pages are ordered by. */
const findOpenCarts = async (customerIds: string[], container: MedusaContainer): Promise<string[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const found: string[] = []
  for (let skip = 0; ; skip += PAGE) {
    const { data: carts } = await query.graph({
      entity: "cart",
      fields: ["id", "items.id"],
      filters: { customer_id: customerIds, completed_at: null },
      pagination: { take: PAGE, skip, order: { created_at: "DESC", id: "DESC" } },
    })
    found.push(...carts.flatMap(({ id, items }) => (items?.length ? [id] : [])))
    if (carts.length < PAGE) {
      return found
    }
  }
}
