import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Placement } from "../../modules/customer-role/bulk-order-placements"
import { paymentCollectionIdOf } from "./direct/order-ids"
import { linkedIds } from "./placement-links"
import { findOrdersOf } from "./steps/open-placement"

/** An attempt to place an order: whose, under which id, and what the order's id and size are or would have been. */
export type Attempt = Pick<Placement, "id" | "customer_id" | "order_id" | "line_count">

type Amount = { amount: BigNumberInput }

export type TracedPayment = {
  id: string
  currency_code: string
  amount: BigNumberInput
  canceled_at: string | Date | null
  captures?: ((Amount & { id: string }) | null)[] | null
  refunds?: (Amount | null)[] | null
}

export type TracedSession = { id: string; status: string; data: Record<string, unknown> | null; payment?: TracedPayment | null }

export type TracedCollection = { id: string; amount: BigNumberInput; payment_sessions?: (TracedSession | null)[] | null }

export type TracedCart = { id: string }

/** What an attempt has written so far. */
export type PlacementTraces = {
  order?: { id: string; items?: { id: string }[] | null }
  /** Where the order went through Medusa's cart, that cart. */
  carts: TracedCart[]
  collections: TracedCollection[]
  /** Those of them that are linked to the order. */
  collection_ids_of_order: string[]
}

/**
 * Finds what an attempt has written: the order and the cart by the attempt's id in their metadata, the payments by the
 * ids that are made from the order's, and by their links.
 *
 * @example
 * const { order, collections } = await findPlacementTraces(container, placement)
 */
export const findPlacementTraces = async (container: MedusaContainer, attempt: Attempt): Promise<PlacementTraces> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const [[order], { data }] = await Promise.all([
    findOrdersOf(container, { customer_id: attempt.customer_id, bulk_order_id: attempt.id }),
    query.graph({
      entity: "cart",
      fields: ["id"],
      filters: { customer_id: attempt.customer_id, metadata: { bulk_order_id: attempt.id } },
    }),
  ])
  const carts: TracedCart[] = data
  const [ofOrder, ofCarts] = await Promise.all([
    linkedIds(container, "order_payment_collection", order ? [order.id] : []),
    linkedIds(container, "cart_payment_collection", carts.map(({ id }) => id)),
  ])
  const collections = await loadCollections(container, [paymentCollectionIdOf(attempt.order_id), ...ofOrder, ...ofCarts])
  return { order, carts, collections, collection_ids_of_order: ofOrder }
}

/** The sessions of payment collections. */
export const sessionsOf = (collections: TracedCollection[]): TracedSession[] =>
  collections.flatMap(({ payment_sessions }) => (payment_sessions ?? []).flatMap((session) => session ?? []))

const loadCollections = async (container: MedusaContainer, ids: string[]): Promise<TracedCollection[]> => {
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "payment_collection",
    fields: [
      "id",
      "amount",
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
