import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"
import { insertEntry } from "../history/entries"
import { SELECT_RECORD } from "../role-lookup"
import type { RoleStores } from "../stores"
import type { CustomerMetaRecord, RoleChange, RoleEventActor } from "../types"
import { lockClerkUsers } from "./clerk-user-lock"

/** A deleted Clerk user, who reports the deletion, and the webhook delivery that brought it. */
export type ClerkDeletion = { clerk_user_id: string; actor: RoleEventActor; delivery_id?: string }

/**
 * Closes the record of a deleted Clerk user and leaves a tombstone, so that no late event revives the user. Returns
 * `null` if there is nothing to close or to finish.
 */
export const recordClerkDeletion = async (
  trx: Knex.Transaction,
  stores: RoleStores,
  { clerk_user_id, actor, delivery_id }: ClerkDeletion
): Promise<RoleChange | null> => {
  const { deliveries, erasedPersons } = stores
  await lockClerkUsers(trx, [clerk_user_id])
  if (!(await erasedPersons.shutOutClerkUser(clerk_user_id, trx))) {
    await trx.raw("INSERT INTO clerk_user_tombstone (clerk_user_id) VALUES (?) ON CONFLICT DO NOTHING", [clerk_user_id])
  }
  const [found] = await select<CustomerMetaRecord>(
    trx,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.clerk_user_id = ? AND m.deleted_at IS NULL FOR UPDATE`,
    [clerk_user_id]
  )
  if (found) {
    const closed = await closeRecord(trx, stores, found, actor)
    if (delivery_id) {
      await deliveries.markApplied(trx, delivery_id, closed.events)
    }
    return closed
  }
  const unsent = delivery_id ? await deliveries.unsentEvents(trx, delivery_id) : null
  if (delivery_id && !unsent) {
    await deliveries.markApplied(trx, delivery_id, [])
  }
  // An earlier attempt may have closed the record and died before it took the customer out of the group.
  const [unfinished] = await select<CustomerMetaRecord>(
    trx,
    `SELECT ${SELECT_RECORD} FROM customer_meta m
     WHERE m.clerk_user_id = ? AND m.deleted_at IS NOT NULL AND (m.customer_group_id IS NOT NULL OR ?)
     ORDER BY m.deleted_at DESC LIMIT 1`,
    [clerk_user_id, unsent !== null]
  )
  return unfinished ? { record: unfinished, previous: unfinished, entry_ids: [], events: unsent ?? [], repeated: true } : null
}

/** Closes the records of customers that Medusa has deleted. Their Clerk users may start again. */
export const recordCustomerDeletion = async (
  trx: Knex.Transaction,
  stores: RoleStores,
  customerIds: string[],
  actor: RoleEventActor
): Promise<RoleChange[]> => {
  const found = await select<CustomerMetaRecord>(
    trx,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ANY(?) AND m.deleted_at IS NULL ORDER BY m.id FOR UPDATE`,
    [customerIds]
  )
  const changes: RoleChange[] = []
  for (const record of found) {
    changes.push({ ...(await closeRecord(trx, stores, record, actor)), events: [] })
  }
  return changes
}

/** Soft-deletes a record. Also removes its pending write-back and its differences. */
export const closeRecord = async (
  trx: Knex.Transaction,
  { writeBacks, differences }: RoleStores,
  found: CustomerMetaRecord,
  actor: RoleEventActor
): Promise<RoleChange> => {
  const now = new Date()
  const record = { ...found, deleted_at: now }
  await trx("customer_meta").where({ id: found.id }).update({ deleted_at: now })
  await writeBacks.remove(found.id, trx)
  await differences.forget(found.clerk_user_id, trx)
  const entry_ids = await insertEntry(trx, { type: "deleted", actor, before: found, after: record })
  return { record, previous: found, entry_ids, events: ["disabled"] }
}
