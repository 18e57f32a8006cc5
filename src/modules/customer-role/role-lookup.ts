import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../postgres/sql"
import type { ErasedKind } from "./erasure/erased-persons"
import type { CustomerMetaRecord, RoleLookup } from "./types"

/** The columns of a record. */
export const RECORD_COLUMNS = [
  "id", "customer_id", "clerk_user_id", "account_type", "company_name", "tax_id", "is_verified", "verification_status",
  "verification_note", "internal_note", "denied_at", "verified_at", "verified_by", "disabled_at", "clerk_updated_at",
  "auth_identity_id", "linked_at", "link_pending", "customer_group_id", "created_at", "updated_at", "deleted_at",
] as const satisfies (keyof CustomerMetaRecord)[]

/** The columns of a record, of `customer_meta m`. */
export const SELECT_RECORD = RECORD_COLUMNS.map((column) => `m.${column}`).join(", ")

/** Whether a decision about the customer that is under way is waited for. */
export type LookUpOptions = { waiting?: boolean }

/**
 * What a guard needs of a Medusa customer, in one statement unless all the records are closed. PostgreSQL plans the
 * statement anew for every request, and planning a join and an order would cost more than finding the rows.
 *
 * In a transaction, `waiting` holds off decisions about the customer until it ends, and waits for those under way.
 *
 * @example
 * const denial = denialOf(await lookUpCustomer(db, "cus_123"), "verified")
 */
export const lookUpCustomer = async (db: Knex, customerId: string, { waiting = false }: LookUpOptions = {}): Promise<RoleLookup> => {
  const records = await select<CustomerMetaRecord>(
    db,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ?${waiting ? " FOR SHARE" : ""}`,
    [customerId]
  )
  const record = records.find(({ deleted_at }) => deleted_at === null)
  if (record) {
    return { record, deleted: false }
  }
  if (!records.length) {
    return { record: null, deleted: await isShutOut(db, "customer", customerId) }
  }
  const last = records.reduce((a, b) => (Number(b.deleted_at) > Number(a.deleted_at) ? b : a))
  return { record: null, deleted: await isDeletedInClerk(db, last.clerk_user_id) }
}

/** Whether Clerk has deleted the user for good. */
export const isDeletedInClerk = async (db: Knex, clerkUserId: string): Promise<boolean> => {
  const tombstones = await select(db, "SELECT 1 FROM clerk_user_tombstone WHERE clerk_user_id = ?", [clerkUserId])
  return tombstones.length > 0 || isShutOut(db, "clerk_user", clerkUserId)
}

/** Whether an erased person was out for good already, or had a sign-in that no other one takes the place of. */
const isShutOut = async (db: Knex, kind: ErasedKind, value: string): Promise<boolean> => {
  const rows = await select(db, "SELECT 1 FROM erased_person WHERE hash = erased_person_hash(?, ?) AND is_shut_out", [kind, value])
  return rows.length > 0
}
