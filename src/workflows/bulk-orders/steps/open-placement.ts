import { ContainerRegistrationKeys, generateEntityId, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type OpenPlacementStepInput = { customer_id: string }

const LOCK_TIMEOUT_SECONDS = 30

type StrandedOrder = { id: string; items?: { id: string }[] | null }

/** What links an order to the rest, as entry points of `query.graph`. */
const ORDER_LINKS = [
  { entity: "order_cart", module: Modules.CART, key: "cart_id" },
  { entity: "order_payment_collection", module: Modules.PAYMENT, key: "payment_collection_id" },
  { entity: "order_promotion", module: Modules.PROMOTION, key: "promotion_id" },
] as const

/**
 * Gives an attempt to place an order its own id, which the order keeps in its metadata as `bulk_order_id`.
 *
 * Rolled back, an order of that id goes too. Medusa's `complete-cart` rolls itself back, but where the database is
 * slow it can fail to record what its parallel steps did, and then leaves order and reservations behind.
 *
 * @example
 * const bulkOrderId = openPlacementStep({ customer_id: "cus_123" })
 */
export const openPlacementStep = createStep(
  "open-placement",
  async ({ customer_id }: OpenPlacementStepInput): Promise<StepResponse<string, { customer_id: string; bulk_order_id: string }>> => {
    const bulk_order_id = generateEntityId(undefined, "bulk")
    return new StepResponse(bulk_order_id, { customer_id, bulk_order_id })
  },
  async (placement, { container }) => {
    if (!placement) {
      return
    }
    const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "order",
      fields: ["id", "items.id"],
      filters: { customer_id: placement.customer_id, metadata: { bulk_order_id: placement.bulk_order_id } },
    })
    const stranded: StrandedOrder[] = data
    for (const { id, items } of stranded) {
      await releaseReservations(container, items?.map((item) => item.id) ?? [])
      await dismissLinks(container, id)
      await container.resolve(Modules.ORDER).deleteOrders([id])
    }
  }
)

const releaseReservations = async (container: MedusaContainer, lineItemIds: string[]): Promise<void> => {
  const inventory = container.resolve(Modules.INVENTORY)
  const reservations = await inventory.listReservationItems({ line_item_id: lineItemIds }, { take: null })
  if (reservations.length > 0) {
    const inventoryItemIds = [...new Set(reservations.map(({ inventory_item_id }) => inventory_item_id))].sort()
    await container
      .resolve(Modules.LOCKING)
      .execute(inventoryItemIds, () => inventory.deleteReservationItems(reservations.map(({ id }) => id)), {
        timeout: LOCK_TIMEOUT_SECONDS,
      })
  }
}

const dismissLinks = async (container: MedusaContainer, orderId: string): Promise<void> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  for (const { entity, module, key } of ORDER_LINKS) {
    const { data } = await query.graph({ entity, fields: [key], filters: { order_id: orderId } })
    const rows: Record<string, string>[] = data
    if (rows.length > 0) {
      await container
        .resolve(ContainerRegistrationKeys.LINK)
        .dismiss(rows.map((row) => ({ [Modules.ORDER]: { order_id: orderId }, [module]: { [key]: row[key] } })))
    }
  }
}
