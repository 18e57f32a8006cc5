import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../postgres/sql"
import type { AccountType, VerificationStatus } from "./types"

/**
 * Who placed an order, and their role at that time. Stored under the order's id, or under the cart's id until the order
 * exists.
 */
export type OrderPlacer = {
  /** The id of an order or a cart. */
  id: string
  /** The signed-in customer, or `null` if it is not known. */
  customer_id: string | null
  account_type: AccountType | null
  verification_status: VerificationStatus | null
  company_name: string | null
  tax_id: string | null
  placed_through: "bulk_order" | "credit" | "checkout"
  created_at: Date
}

const COLUMNS = "id, customer_id, account_type, verification_status, company_name, tax_id, placed_through, created_at"

/** Selects a customer with their current role. */
const CUSTOMER_NOW = `
  SELECT ? AS id, one.customer_id, m.account_type, m.verification_status, m.company_name, m.tax_id, ? AS placed_through, now() AS created_at
  FROM (SELECT ?::text AS customer_id) one LEFT JOIN customer_meta m ON m.customer_id = one.customer_id AND m.deleted_at IS NULL`

/** Remembers who placed orders, as proved by their credentials. Data of carts and orders does not count. */
export class OrderPlacers {
  constructor(private readonly db: () => Knex) {}

  /** Records who placed a bulk order, in the transaction that completes it. */
  async notePlaced(orderId: string, customerId: string, trx: Knex.Transaction): Promise<void> {
    await change(trx, `INSERT INTO order_placer (${COLUMNS}) ${CUSTOMER_NOW} ON CONFLICT (id) DO NOTHING`, [
      orderId,
      "bulk_order",
      customerId,
    ])
  }

  /** Records the signed-in customer who pays for a cart or completes it. The last one counts. */
  async noteCart(cartId: string, customerId: string): Promise<void> {
    await change(
      this.db(),
      `INSERT INTO order_placer (${COLUMNS}) ${CUSTOMER_NOW}
       ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, account_type = excluded.account_type,
         verification_status = excluded.verification_status, company_name = excluded.company_name, tax_id = excluded.tax_id,
         placed_through = excluded.placed_through, created_at = excluded.created_at, updated_at = now()`,
      [cartId, "checkout", customerId]
    )
  }

  /** Forgets the customer of a cart that someone else is using now. */
  async forgetCart(cartId: string): Promise<void> {
    await change(this.db(), "DELETE FROM order_placer WHERE id = ?", [cartId])
  }

  /** Moves the placer of a cart to its order, or records that the placer is unknown. Keeps an existing record of the order. */
  async settle(orderId: string, cartId: string | null): Promise<void> {
    await this.db().transaction(async (trx) => {
      await change(
        trx,
        `INSERT INTO order_placer (${COLUMNS})
         SELECT ?, customer_id, account_type, verification_status, company_name, tax_id, placed_through, created_at
         FROM order_placer WHERE id = ? ON CONFLICT (id) DO NOTHING`,
        [orderId, cartId]
      )
      await change(trx, "INSERT INTO order_placer (id, placed_through) VALUES (?, 'checkout') ON CONFLICT (id) DO NOTHING", [orderId])
      await change(trx, "DELETE FROM order_placer WHERE id = ?", [cartId])
    })
  }

  /** Deletes carts that have not become orders for this many days. Returns how many. */
  async pruneCarts(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM order_placer WHERE starts_with(id, 'cart_') AND created_at < now() - make_interval(days => ?)", [
      days,
    ])
  }

  /** Erases the person from the records of their orders. The kind of account stays. */
  async erase(customerIds: string[], trx: Knex.Transaction): Promise<void> {
    await change(
      trx,
      "UPDATE order_placer SET customer_id = NULL, company_name = NULL, tax_id = NULL, updated_at = now() WHERE customer_id = ANY(?)",
      [customerIds]
    )
  }

  /** Returns the placers of orders and carts. */
  async list(ids: string[]): Promise<OrderPlacer[]> {
    return select<OrderPlacer>(this.db(), `SELECT ${COLUMNS} FROM order_placer WHERE id = ANY(?)`, [ids])
  }
}

/**
 * Records the customer of a cart that is paid on account, after the payment provider has checked them. Keeps an existing
 * record of a signed-in customer.
 *
 * @example
 * await noteCreditedCart(db, "cart_123", "cus_123")
 */
export const noteCreditedCart = async (db: Knex, cartId: string, customerId: string): Promise<void> => {
  await change(db, `INSERT INTO order_placer (${COLUMNS}) ${CUSTOMER_NOW} ON CONFLICT (id) DO NOTHING`, [cartId, "credit", customerId])
}
