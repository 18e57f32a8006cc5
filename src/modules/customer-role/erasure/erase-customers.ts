import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"
import { eraseEntries } from "../history/entries"

/** Deletes the roles of customers with their history, and every reference to their Clerk users. */
export const eraseCustomers = async (trx: Knex.Transaction, customerIds: string[]): Promise<void> => {
  const rows = await select<{ id: string }>(
    trx,
    `SELECT e.id FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id WHERE m.customer_id = ANY(?)`,
    [customerIds]
  )
  await eraseEntries(
    trx,
    rows.map((row) => row.id)
  )
  await trx.raw(
    `UPDATE clerk_webhook_delivery SET clerk_user_id = NULL
     WHERE clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ANY(?))`,
    [customerIds]
  )
  await trx("clerk_write_back").whereIn("customer_id", customerIds).delete()
  await trx("customer_set_aside").whereIn("customer_id", customerIds).delete()
  await trx.raw(
    "DELETE FROM clerk_session WHERE clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ANY(?))",
    [customerIds]
  )
  await trx.raw(
    `DELETE FROM clerk_difference
     WHERE customer_id = ANY(?) OR clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = ANY(?))`,
    [customerIds, customerIds]
  )
  await trx("customer_meta").whereIn("customer_id", customerIds).delete()
}
