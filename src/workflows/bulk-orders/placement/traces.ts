import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Placement } from "../../../modules/bulk-order/placements"
import { withStockLock } from "./stock-lock"
import { cartIdOf, paymentCollectionIdOf } from "./ids"
import { dismissLinks, linkedIds } from "./links"

/** What is needed to find everything that a placement has written. */
export type TraceablePlacement = Pick<Placement, "id" | "customer_id" | "order_id" | "line_count" | "paying">

type Amount = { amount: BigNumberInput; raw_amount?: BigNumberInput | null }

export type TracedPayment = {
  id: string
  canceled_at?: string | Date | null
  captures?: (Amount | null)[] | null
  refunds?: (Amount | null)[] | null
}

export type TracedSession = { id: string; data: Record<string, unknown> | null; payment?: TracedPayment | null }

export type TracedCollection = { id: string; payment_sessions?: (TracedSession | null)[] | null }

export type TracedCart = { id: string }

export type TracedOrder = { id: string; items?: { id: string }[] | null }

/** What a placement has written so far. */
export type PlacementTraces = {
  order?: TracedOrder
  /** The cart of an order on the core path. */
  carts: TracedCart[]
  collections: TracedCollection[]
}

/**
 * Returns everything that a placement has written. Finds order and cart by the ids chosen for them, a cart's order by its
 * link, and payments by their derived ids and by their links.
 *
 * @example
 * const { order, collections } = await findPlacementTraces(container, placement)
 */
export const findPlacementTraces = async (container: MedusaContainer, placement: TraceablePlacement): Promise<PlacementTraces> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id"],
    filters: { id: cartIdOf(placement.id), customer_id: placement.customer_id },
  })
  const carts: TracedCart[] = data
  const order = await findOrder(container, placement, carts)
  const [ofOrder, ofCarts] = await Promise.all([
    linkedIds(container, "order_payment_collection", order ? [order.id] : []),
    linkedIds(
      container,
      "cart_payment_collection",
      carts.map(({ id }) => id)
    ),
  ])
  const collections = await findCollections(container, [paymentCollectionIdOf(placement.order_id), ...ofOrder, ...ofCarts])
  return { order, carts, collections }
}

/** Returns the sessions of payment collections. */
export const sessionsOf = (collections: TracedCollection[]): TracedSession[] =>
  collections.flatMap(({ payment_sessions }) => (payment_sessions ?? []).flatMap((session) => session ?? []))

/** Loads payment collections with their payments, captures and refunds. */
export const findCollections = async (container: MedusaContainer, ids: string[]): Promise<TracedCollection[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_collection",
    fields: [
      "id",
      "payment_sessions.*",
      "payment_sessions.payment.*",
      "payment_sessions.payment.captures.*",
      "payment_sessions.payment.refunds.*",
    ],
    filters: { id: [...new Set(ids)] },
  })
  const collections: TracedCollection[] = data
  return collections
}

/**
 * Returns the order of a placement, found by the id chosen for it or else by its cart.
 *
 * Medusa's checkout links the order to the cart last. If it stops before that, the order still has the placement's id in its
 * metadata, copied from the cart. Shoppers can write the id into another cart of theirs, so an order that is linked to any
 * cart does not belong to the placement.
 */
const findOrder = async (
  container: MedusaContainer,
  { id: bulk_order_id, customer_id, order_id }: TraceablePlacement,
  carts: TracedCart[]
): Promise<TracedOrder | undefined> => {
  const ofCarts = await linkedIds(
    container,
    "cart_order",
    carts.map(({ id }) => id)
  )
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

/** Returns orders, oldest first. */
const listOrders = async (container: MedusaContainer, filters: Record<string, unknown>): Promise<TracedOrder[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["id", "items.id"],
    filters,
    pagination: { order: { created_at: "ASC" } },
  })
  return data
}

/** Deletes an order with its links. */
export const removeOrder = async (container: MedusaContainer, id: string): Promise<void> => {
  await dismissLinks(container, "order_cart", id)
  await dismissLinks(container, "order_payment_collection", id)
  await dismissLinks(container, "order_promotion", id)
  await container.resolve(Modules.ORDER).deleteOrders([id])
}

/** Deletes the reservations of order lines. */
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
