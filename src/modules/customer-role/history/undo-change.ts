import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"
import { RECORD_COLUMNS, SELECT_RECORD } from "../role-lookup"
import type { RoleStores } from "../stores"
import type { CustomerMetaRecord, RoleChange } from "../types"
import { queueWriteBack, isSameForClerk } from "../write-transition"
import { eraseEntries } from "./entries"

/** The columns that undoing restores. The group membership has its own compensation. */
const UNDOABLE_COLUMNS = RECORD_COLUMNS.filter((column) => column !== "updated_at" && column !== "customer_group_id")

/** Compares by value: a workflow passes times on as text. */
const isSame = (one: unknown, other: unknown): boolean => toComparable(one) === toComparable(other)

const toComparable = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value)

/**
 * Reverts a change that its workflow could not complete: deletes its history entries and restores the columns it
 * changed. Leaves record and history alone if someone else has changed the same columns since.
 */
export const undoChange = async (
  trx: Knex.Transaction,
  stores: RoleStores,
  { record, previous, entry_ids, closed_record_id, search_text }: RoleChange
): Promise<void> => {
  const [current] = await select<CustomerMetaRecord & { search_text: string }>(
    trx,
    `SELECT ${SELECT_RECORD}, m.search_text FROM customer_meta m WHERE m.id = ? FOR UPDATE`,
    [record.id]
  )
  const altered = UNDOABLE_COLUMNS.filter((column) => !previous || !isSame(previous[column], record[column]))
  if (!current || altered.some((column) => !isSame(current[column], record[column]))) {
    return
  }
  await eraseEntries(trx, entry_ids)
  if (!previous) {
    await trx("customer_meta").where({ id: record.id }).delete()
    await stores.writeBacks.remove(record.id, trx)
    if (closed_record_id) {
      await trx("customer_meta").where({ id: closed_record_id }).update({ deleted_at: null })
    }
    return
  }
  await trx("customer_meta")
    .where({ id: record.id })
    .update({
      ...Object.fromEntries(altered.map((column) => [column, previous[column]])),
      ...(isSame(current.updated_at, record.updated_at) ? { updated_at: previous.updated_at } : {}),
      ...(current.search_text === search_text?.after ? { search_text: search_text.before } : {}),
    })
  // The undone outcome may have reached Clerk already.
  if (!isSameForClerk(previous, record)) {
    await queueWriteBack(trx, stores, previous)
  }
}
