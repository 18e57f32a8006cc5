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
  /** Whether the customer has or had a role, even an erased one. Only they may see and change their things. */
  is_private: boolean
}

const withPrivacy = (owners: string): string =>
  `SELECT o.of, o.customer_id,
     EXISTS (SELECT FROM customer_meta m WHERE m.customer_id = o.customer_id) OR ${isErased("customer", "o.customer_id")} AS is_private
   FROM (${owners}) o`

/*
 * An ordered cart leads to its order, which may belong to another customer by now, and a payment collection leads to both.
 * Each is one SQL statement, because every request to a cart runs one.
 */
const STATEMENTS: Record<Owned, string> = {
  cart: withPrivacy(
    `SELECT 'cart' AS of, c.customer_id FROM cart c WHERE c.id = :id AND c.deleted_at IS NULL
     UNION ALL
     SELECT 'order', o.customer_id FROM order_cart l JOIN "order" o ON o.id = l.order_id WHERE l.cart_id = :id AND l.deleted_at IS NULL`
  ),
  order: withPrivacy(`SELECT 'order' AS of, o.customer_id FROM "order" o WHERE o.id = :id AND o.deleted_at IS NULL`),
  payment_collection: withPrivacy(
    `SELECT NULL AS of, NULL AS customer_id FROM payment_collection p WHERE p.id = :id AND p.deleted_at IS NULL
     UNION ALL
     SELECT 'cart', c.customer_id FROM cart_payment_collection l JOIN cart c ON c.id = l.cart_id
     WHERE l.payment_collection_id = :id AND l.deleted_at IS NULL
     UNION ALL
     SELECT 'order', o.customer_id FROM order_payment_collection l JOIN "order" o ON o.id = l.order_id
     WHERE l.payment_collection_id = :id AND l.deleted_at IS NULL`
  ),
}

/**
 * Returns the owners of a cart, an order or a payment collection; none if it does not exist. A guest is one owner who is not
 * private.
 *
 * @example
 * const owners = await findOwners(container, "cart", "cart_123")
 * const isSomebodys = owners.some(({ is_private }) => is_private)
 */
export const findOwners = async (container: MedusaContainer, owned: Owned, id: string): Promise<Owner[]> =>
  UNSTORABLE.test(id) ? [] : select<Owner>(container.resolve(ContainerRegistrationKeys.PG_CONNECTION), STATEMENTS[owned], { id })
