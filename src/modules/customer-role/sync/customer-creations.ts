import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { change, select } from "../../../postgres/sql"

/**
 * Which Medusa customers are being created, and for which Clerk users. The id is kept before the customer is there: a
 * process that dies in between leaves a customer that the user's next sync knows as his, even where his e-mail address
 * at Clerk has changed meanwhile.
 */
export class CustomerCreations {
  constructor(private readonly db: () => Knex) {}

  /** The id under which a customer is, or was to be, created for the Clerk user; `null` where none is under way. */
  async find(clerkUserId: string): Promise<string | null> {
    const [row] = await select<{ customer_id: string }>(
      this.db(),
      "SELECT customer_id FROM clerk_customer_creation WHERE clerk_user_id = ?",
      [clerkUserId]
    )
    return row?.customer_id ?? null
  }

  /**
   * The id for the Clerk user's new customer. Simultaneous calls get the same, so that one customer can be created
   * only. `taken` is an id that {@link find} or an earlier call gave and that cannot be used.
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

  /** The Clerk user's customer has a record, or has been taken back. */
  async end(clerkUserId: string, db: Knex = this.db()): Promise<void> {
    await change(db, "DELETE FROM clerk_customer_creation WHERE clerk_user_id = ?", [clerkUserId])
  }
}
