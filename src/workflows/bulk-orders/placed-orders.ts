import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { withStockLock } from "./direct/with-stock-lock"
import { dismissLinks } from "./placement-links"

/** An attempt to place an order. */
type Attempt = { customer_id: string; bulk_order_id: string }

type StrandedOrder = { id: string; items?: { id: string }[] | null }

/**
 * The orders that an attempt has made: one, or none.
 *
 * @example
 * const [order] = await findOrdersOf(container, { customer_id: "cus_123", bulk_order_id: "bulk_123" })
 */
export const findOrdersOf = async (container: MedusaContainer, { customer_id, bulk_order_id }: Attempt): Promise<StrandedOrder[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "items.id"],
    filters: { customer_id, metadata: { bulk_order_id } },
  })
  return data
}

/** Removes an order that came to nothing, and what links it to the rest. */
export const removeOrder = async (container: MedusaContainer, id: string): Promise<void> => {
  await dismissLinks(container, "order_cart", id)
  await dismissLinks(container, "order_payment_collection", id)
  await dismissLinks(container, "order_promotion", id)
  await container.resolve(Modules.ORDER).deleteOrders([id])
}

/** Gives back what is reserved for lines of orders. */
export const releaseReservations = async (container: MedusaContainer, lineItemIds: string[]): Promise<void> => {
  const inventory = container.resolve(Modules.INVENTORY)
  if (lineItemIds.length === 0) {
    return
  }
  const reservations = await inventory.listReservationItems({ line_item_id: lineItemIds }, { take: null })
  if (reservations.length > 0) {
    const inventoryItemIds = reservations.map(({ inventory_item_id }) => inventory_item_id)
    await withStockLock(container, inventoryItemIds, () => inventory.deleteReservationItems(reservations.map(({ id }) => id)))
  }
}
