import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { select } from "../../../postgres/sql"
import { toState } from "../transitions"
import type { CustomerMetaRecord, CustomerRoleEventRecord, RoleEventActor } from "../types"

/** A page of a history, counted from the newest entry back. */
export type HistoryPage = { limit?: number | null; offset?: number }

/** An entry to write. The record before and after the change is stored as its state alone. */
export type NewEntry = Pick<CustomerRoleEventRecord, "type"> & {
  actor: RoleEventActor
  before: CustomerMetaRecord | null
  after: CustomerMetaRecord | null
  customer_meta_id?: string
  note?: string | null
  /** At most one entry has it. */
  dedupe_key?: string
}

/** Writes an entry. Returns its id, or no id if an entry with the same `dedupe_key` exists. */
export const insertEntry = async (db: Knex, entry: NewEntry): Promise<string[]> => {
  const rows = await select<{ id: string }>(
    db,
    `INSERT INTO customer_role_event
       (id, customer_meta_id, type, actor_type, actor_id, impersonator_id, before, after, note, dedupe_key)
     VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
    [
      generateEntityId(undefined, "crevt"),
      entry.customer_meta_id ?? entry.after?.id ?? "",
      entry.type,
      entry.actor.type,
      entry.actor.id ?? null,
      entry.actor.impersonator_id ?? null,
      entry.before && JSON.stringify(toState(entry.before)),
      entry.after && JSON.stringify(toState(entry.after)),
      entry.note ?? null,
      entry.dedupe_key ?? null,
    ]
  )
  return rows.map((row) => row.id)
}

/** Deletes entries. A trigger refuses this outside the setting `customer_role.erasing`. */
export const eraseEntries = async (trx: Knex.Transaction, ids: string[]): Promise<void> => {
  if (!ids.length) {
    return
  }
  await trx.raw("SELECT set_config('customer_role.erasing', 'on', true)")
  await trx("customer_role_event").whereIn("id", ids).delete()
  await trx.raw("SELECT set_config('customer_role.erasing', 'off', true)")
}

/** Returns the shop's last decision about a customer, or `null`. */
export const findLastDecision = async (db: Knex, customerId: string): Promise<CustomerRoleEventRecord | null> => {
  const [entry] = await select<CustomerRoleEventRecord>(
    db,
    `SELECT ${SELECT_ENTRY} FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id
     WHERE m.customer_id = ? AND e.type IN ('verified', 'rejected', 'revoked') ORDER BY e.created_at DESC, e.id DESC LIMIT 1`,
    [customerId]
  )
  return entry ?? null
}

const SELECT_ENTRY =
  "e.id, e.customer_meta_id, e.type, e.actor_type, e.actor_id, e.impersonator_id, e.before, e.after, e.note, e.created_at"

/** Returns a customer's history, oldest first, across all records the customer has had. */
export const listEntries = async (
  db: Knex,
  customerId: string,
  { limit = null, offset = 0 }: HistoryPage = {}
): Promise<CustomerRoleEventRecord[]> => {
  const entries = await select<CustomerRoleEventRecord>(
    db,
    `SELECT ${SELECT_ENTRY} FROM customer_role_event e JOIN customer_meta m ON m.id = e.customer_meta_id
     WHERE m.customer_id = ? ORDER BY e.created_at DESC, e.id DESC LIMIT ? OFFSET ?`,
    [customerId, limit, offset]
  )
  return entries.reverse()
}
