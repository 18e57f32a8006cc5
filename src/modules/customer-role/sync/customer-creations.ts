import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { change, select } from "../../../postgres/sql"

/**
 * The Medusa customers under creation, by Clerk user. The id is stored before the customer exists. If the process dies in
 * between, the user's next sync recognizes the customer by it, even after a change of the email address at Clerk.
 */
export class CustomerCreations {
  constructor(private readonly db: () => Knex) {}

  /** Returns the id reserved for the Clerk user's customer, or `null`. */
  async find(clerkUserId: string): Promise<string | null> {
    const [row] = await select<{ customer_id: string }>(
      this.db(),
      "SELECT customer_id FROM clerk_customer_creation WHERE clerk_user_id = ?",
      [clerkUserId]
    )
    return row?.customer_id ?? null
  }

  /**
   * Reserves an id for the Clerk user's new customer. Parallel calls get the same id, so that only one customer can be
   * created. `taken` is an id reserved earlier that turned out to be in use.
   */
  async begin(clerkUserId: string, taken: string | null = null): Promise<string> {
    const [row] = await select<{ customer_id: string }>(
      this.db(),
      `INSERT INTO clerk_customer_creation AS c (clerk_user_id, customer_id) VALUES (?, ?)
       ON CONFLICT (clerk_user_id) DO UPDATE
         SET customer_id = CASE WHEN c.customer_id = ? THEN EXCLUDED.customer_id ELSE c.customer_id END
       RETURNING customer_id`,
      [clerkUserId, generateEntityId(undefined, "cus"), taken]
    )
    return row.customer_id
  }

  /** Releases the id: the customer has a record now, or was deleted again. */
  async end(clerkUserId: string, db: Knex = this.db()): Promise<void> {
    await change(db, "DELETE FROM clerk_customer_creation WHERE clerk_user_id = ?", [clerkUserId])
  }
}
