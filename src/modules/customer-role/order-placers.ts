import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../postgres/sql"
import type { AccountType, VerificationStatus } from "./types"

/**
 * Who placed an order, and what the shop knew of them then. It is kept under the order's id, and until there is an order
 * under that of the cart.
 */
export type OrderPlacer = {
  /** The id of an order or a cart. */
  id: string
  /** Who was signed in; `null`: nobody who could be asked. */
  customer_id: string | null
  account_type: AccountType | null
  verification_status: VerificationStatus | null
  company_name: string | null
  tax_id: string | null
  placed_through: "bulk_order" | "credit" | "checkout"
  created_at: Date
}

const COLUMNS = "id, customer_id, account_type, verification_status, company_name, tax_id, placed_through, created_at"

/** A customer with their role of this moment. */
const CUSTOMER_NOW = `
  SELECT ? AS id, one.customer_id, m.account_type, m.verification_status, m.company_name, m.tax_id, ? AS placed_through, now() AS created_at
  FROM (SELECT ?::text AS customer_id) one LEFT JOIN customer_meta m ON m.customer_id = one.customer_id AND m.deleted_at IS NULL`

/** Remembers who placed orders: never by what a cart or an order says of itself. */
export class OrderPlacers {
  constructor(private readonly db: () => Knex) {}

  /** Notes that a customer places a bulk order, in the transaction that makes it complete. */
  async notePlaced(orderId: string, customerId: string, trx: Knex.Transaction): Promise<void> {
    await change(trx, `INSERT INTO order_placer (${COLUMNS}) ${CUSTOMER_NOW} ON CONFLICT (id) DO NOTHING`, [
      orderId,
      "bulk_order",
      customerId,
    ])
  }

  /** Notes that the signed-in customer of a cart pays for or completes it; the last time counts. */
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

  /** Somebody else is at a cart now: whoever was before has not placed what becomes of it. */
  async forgetCart(cartId: string): Promise<void> {
    await change(this.db(), "DELETE FROM order_placer WHERE id = ?", [cartId])
  }

  /** Gives an order the placer of its cart, or the note that nobody is known to have placed it. What is noted already stays. */
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

  /** Forgets carts that have not become orders within so many days. Gives how many. */
  async pruneCarts(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM order_placer WHERE starts_with(id, 'cart_') AND created_at < now() - make_interval(days => ?)", [
      days,
    ])
  }

  /** Leaves no person in the records of orders, only what kind of account has placed them. */
  async erase(customerIds: string[], trx: Knex.Transaction): Promise<void> {
    await change(
      trx,
      "UPDATE order_placer SET customer_id = NULL, company_name = NULL, tax_id = NULL, updated_at = now() WHERE customer_id = ANY(?)",
      [customerIds]
    )
  }

  /** The placers of orders, and of carts. */
  async list(ids: string[]): Promise<OrderPlacer[]> {
    return select<OrderPlacer>(this.db(), `SELECT ${COLUMNS} FROM order_placer WHERE id = ANY(?)`, [ids])
  }
}

/**
 * Notes that a cart is paid for on account, by the provider that has asked whether its customer may: unless somebody was
 * signed in who is noted already.
 *
 * @example
 * await noteCreditedCart(db, "cart_123", "cus_123")
 */
export const noteCreditedCart = async (db: Knex, cartId: string, customerId: string): Promise<void> => {
  await change(db, `INSERT INTO order_placer (${COLUMNS}) ${CUSTOMER_NOW} ON CONFLICT (id) DO NOTHING`, [cartId, "credit", customerId])
}
