import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../postgres/sql"

/** Whose cart or order a payment session pays for. */
export type Payer = {
  /** The cart that is paid for; `null` where it is an order. */
  cart_id: string | null
  /** `null`: the cart or the order has no customer, or nothing is paid for by this session. */
  customer_id: string | null
  /** Whether Medusa still has the customer. */
  exists: boolean
}

/**
 * Whom payment sessions belong to, by what the database says is paid with their payment collections: a cart, an order,
 * or, once a cart has become an order, both.
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
