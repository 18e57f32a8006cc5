import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Placement } from "../../../modules/customer-role/bulk-order-placements"
import { cartIdOf } from "./cart-id"
import { paymentCollectionIdOf } from "./ids"
import { linkedIds } from "./links"
import { findOrderOf } from "./placed-orders"

/** An attempt to place an order: whose, under which id, how far, and what the order's id and size are or would have been. */
export type Attempt = Pick<Placement, "id" | "customer_id" | "order_id" | "line_count" | "paying">

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

/** What an attempt has written so far. */
export type PlacementTraces = {
  order?: { id: string; items?: { id: string }[] | null }
  /** Where the order went through Medusa's cart, that cart. */
  carts: TracedCart[]
  collections: TracedCollection[]
}

/**
 * Finds what an attempt has written, by ids of our own: the order and the cart by those that were made for the attempt, the
 * order of a cart by its link, the payments by the ids that are made from the order's, and by their links.
 *
 * @example
 * const { order, collections } = await findPlacementTraces(container, placement)
 */
export const findPlacementTraces = async (container: MedusaContainer, attempt: Attempt): Promise<PlacementTraces> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "cart",
    fields: ["id"],
    filters: { id: cartIdOf(attempt.id), customer_id: attempt.customer_id },
  })
  const carts: TracedCart[] = data
  const order = await findOrderOf(container, attempt, carts)
  const [ofOrder, ofCarts] = await Promise.all([
    linkedIds(container, "order_payment_collection", order ? [order.id] : []),
    linkedIds(container, "cart_payment_collection", carts.map(({ id }) => id)),
  ])
  const collections = await findCollections(container, [paymentCollectionIdOf(attempt.order_id), ...ofOrder, ...ofCarts])
  return { order, carts, collections }
}

/** The sessions of payment collections. */
export const sessionsOf = (collections: TracedCollection[]): TracedSession[] =>
  collections.flatMap(({ payment_sessions }) => (payment_sessions ?? []).flatMap((session) => session ?? []))

/** Payment collections with what was paid, taken and given back in them. */
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
