import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../../errors"
import { select } from "../../../postgres/sql"
import { SELECT_RECORD } from "../role-lookup"
import type { RoleStores } from "../stores"
import { toState } from "../transitions"
import type { CustomerMetaRecord, InternalNote, RoleChange, RoleEventActor } from "../types"
import { writeTransition } from "../write-transition"

/**
 * Writes the note that only admins see. The same note again leaves no entry in the history.
 *
 * @throws CustomerRoleError `not_found`, or `role_changed` if the note is no longer the expected one
 */
export const writeInternalNote = async (
  trx: Knex.Transaction,
  stores: RoleStores,
  { customer_id, internal_note, expected_internal_note }: InternalNote,
  actor: RoleEventActor
): Promise<RoleChange> => {
  const [record] = await select<CustomerMetaRecord>(
    trx,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ? AND m.deleted_at IS NULL FOR UPDATE`,
    [customer_id]
  )
  if (!record) {
    throw new CustomerRoleError("not_found")
  }
  if (expected_internal_note !== undefined && expected_internal_note !== record.internal_note) {
    throw new CustomerRoleError("role_changed", "Somebody else has changed the internal note. Load it again before you change it.")
  }
  const entries = internal_note === record.internal_note ? [] : [{ type: "note_changed" as const }]
  const transition = { next: { ...toState(record), internal_note }, entries, events: [], touched: false }
  return writeTransition(trx, stores, record, { transition, actor, now: new Date() })
}
