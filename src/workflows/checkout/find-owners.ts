import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { isErased } from "../../modules/customer-role/erasure/erased-persons"
import { select } from "../../postgres/sql"
import { UNSTORABLE } from "../../text/storable"

/** The kinds of things that customers own. */
export type Owned = "cart" | "order" | "payment_collection"

export type Owner = {
  /** Whether the owner comes from a cart or an order; `null` for a payment collection that neither uses. */
  of: "cart" | "order" | null
  customer_id: string | null
}

/*
 * Every request to a cart looks its owner up, and PostgreSQL spends more time planning such a statement than running it. So
 * the one for carts leaves out what few carts need, the owner of their order, and asks by the id that it knows instead of
 * with EXISTS, which PostgreSQL plans in two ways.
 */
const CART = `SELECT c.customer_id,
  (SELECT l.order_id FROM order_cart l WHERE l.cart_id = :id AND l.deleted_at IS NULL LIMIT 1) IS NOT NULL AS is_ordered
  FROM cart c WHERE c.id = :id AND c.deleted_at IS NULL`

/** An ordered cart leads to its order, which may belong to another customer by now, and a payment collection leads to both. */
const STATEMENTS: Record<Exclude<Owned, "cart"> | "ordered_cart", string> = {
  ordered_cart: `SELECT 'cart' AS of, c.customer_id FROM cart c WHERE c.id = :id AND c.deleted_at IS NULL
    UNION ALL
    SELECT 'order', o.customer_id FROM order_cart l JOIN "order" o ON o.id = l.order_id WHERE l.cart_id = :id AND l.deleted_at IS NULL`,
  order: `SELECT 'order' AS of, o.customer_id FROM "order" o WHERE o.id = :id AND o.deleted_at IS NULL`,
  payment_collection: `SELECT NULL AS of, NULL AS customer_id FROM payment_collection p WHERE p.id = :id AND p.deleted_at IS NULL
    UNION ALL
    SELECT 'cart', c.customer_id FROM cart_payment_collection l JOIN cart c ON c.id = l.cart_id
    WHERE l.payment_collection_id = :id AND l.deleted_at IS NULL
    UNION ALL
    SELECT 'order', o.customer_id FROM order_payment_collection l JOIN "order" o ON o.id = l.order_id
    WHERE l.payment_collection_id = :id AND l.deleted_at IS NULL`,
}

/**
 * Returns the owners of a cart, an order or a payment collection; none if it does not exist.
 *
 * @example
 * const owners = await findOwners(container, "cart", "cart_123")
 */
export const findOwners = async (container: MedusaContainer, owned: Owned, id: string): Promise<Owner[]> => {
  if (UNSTORABLE.test(id)) {
    return []
  }
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  if (owned !== "cart") {
    return select<Owner>(db, STATEMENTS[owned], { id })
  }
  const carts = await select<{ customer_id: string | null; is_ordered: boolean }>(db, CART, { id })
  return carts.some(({ is_ordered }) => is_ordered)
    ? select<Owner>(db, STATEMENTS.ordered_cart, { id })
    : carts.map(({ customer_id }) => ({ of: "cart", customer_id }))
}

/**
 * Returns whether any of these customers has or had a role, even an erased one. Only they may see and change their things;
 * those of others, such as guests, are open to everybody who has the id.
 *
 * @example
 * const isClosed = await isAnyPrivate(container, owners.map(({ customer_id }) => customer_id))
 */
export const isAnyPrivate = async (container: MedusaContainer, customerIds: (string | null)[]): Promise<boolean> => {
  const ids = customerIds.filter((id) => id !== null)
  if (ids.length === 0) {
    return false
  }
  const found = await select(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    `SELECT FROM unnest(:ids::text[]) AS o (id)
     WHERE EXISTS (SELECT FROM customer_meta m WHERE m.customer_id = o.id) OR ${isErased("customer", "o.id")} LIMIT 1`,
    { ids }
  )
  return found.length > 0
}
