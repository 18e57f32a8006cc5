import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Locks Clerk users until the transaction ends, whether or not they have a record: two changes of one user never
 * overlap. Takes the locks in one order, so that two transactions cannot deadlock over them.
 *
 * @example
 * await lockClerkUsers(trx, ["user_123"])
 */
export const lockClerkUsers = async (trx: Knex.Transaction, clerkUserIds: string[]): Promise<void> => {
  await trx.raw(
    `SELECT pg_advisory_xact_lock(l.key)
     FROM (SELECT DISTINCT hashtextextended('customer_role:' || u.id, 0) AS key FROM unnest(?::text[]) AS u (id) ORDER BY 1) l`,
    [clerkUserIds]
  )
}
