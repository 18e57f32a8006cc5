import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../postgres/sql"

/** The customer of a cart or order that a payment session pays for. */
export type Payer = {
  /** The cart; `null` if the session pays for an order. */
  cart_id: string | null
  /** `null` if the cart or order has no customer, or if the session pays for nothing. */
  customer_id: string | null
  /** Whether the customer still exists at Medusa. */
  exists: boolean
}

/**
 * Returns the customers that payment sessions belong to. The database links a session's payment collection to a cart, to
 * an order, or, once the cart has become an order, to both.
 *
 * @example
 * const payers = await findPayers(db, ["payses_123"])
 */
export const findPayers = async (db: Knex, sessionIds: string[]): Promise<Payer[]> =>
  select<Payer>(
    db,
    `SELECT paid.cart_id, paid.customer_id, c.id IS NOT NULL AS exists
     FROM payment_session s
     LEFT JOIN LATERAL (
       SELECT l.cart_id, cart.customer_id FROM cart_payment_collection l JOIN cart ON cart.id = l.cart_id AND cart.deleted_at IS NULL
       WHERE l.payment_collection_id = s.payment_collection_id AND l.deleted_at IS NULL
       UNION ALL
       SELECT NULL, o.customer_id FROM order_payment_collection l JOIN "order" o ON o.id = l.order_id AND o.deleted_at IS NULL
       WHERE l.payment_collection_id = s.payment_collection_id AND l.deleted_at IS NULL
     ) paid ON true
     LEFT JOIN customer c ON c.id = paid.customer_id AND c.deleted_at IS NULL
     WHERE s.id = ANY(?) AND s.deleted_at IS NULL`,
    [sessionIds]
  )
