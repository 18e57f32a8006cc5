import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { withStockLock } from "../checkout/with-stock-lock"
import { dismissLinks, linkedIds } from "./links"

type Attempt = { id: string; customer_id: string; order_id: string }

type StrandedOrder = { id: string; items?: { id: string }[] | null }

/**
 * The order that an attempt has made, if it has: under the id that was given out for it, or else of its cart.
 *
 * Medusa's checkout links the order to the cart last of all. One that it has not come to link carries the attempt's id, as
 * the cart did; a shopper may write that into another cart of theirs, so an order that is linked to any is none of ours.
 *
 * @example
 * const order = await findOrderOf(container, attempt, carts)
 */
export const findOrderOf = async (
  container: MedusaContainer,
  { id: bulk_order_id, customer_id, order_id }: Attempt,
  carts: { id: string }[]
): Promise<StrandedOrder | undefined> => {
  const ofCarts = await linkedIds(container, "cart_order", carts.map(({ id }) => id))
  const [order] = await listOrders(container, { id: [order_id, ...ofCarts], customer_id })
  if (order || carts.length === 0) {
    return order
  }
  const candidates = await listOrders(container, { customer_id, metadata: { bulk_order_id } })
  for (const candidate of candidates) {
    if ((await linkedIds(container, "order_cart", [candidate.id])).length === 0) {
      return candidate
    }
  }
  return undefined
}

/** The oldest first. */
const listOrders = async (container: MedusaContainer, filters: Record<string, unknown>): Promise<StrandedOrder[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "items.id"],
    filters,
    pagination: { order: { created_at: "ASC" } },
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
