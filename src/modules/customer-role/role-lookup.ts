import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../postgres/sql"
import type { ErasedKind } from "./erasure/erased-persons"
import { LIVE_SESSION } from "./sync/clerk-sessions"
import type { CustomerMetaRecord, RoleLookup, SignInLookup } from "./types"

/** The columns of a record. */
export const RECORD_COLUMNS = [
  "id",
  "customer_id",
  "clerk_user_id",
  "account_type",
  "company_name",
  "tax_id",
  "is_verified",
  "verification_status",
  "verification_note",
  "internal_note",
  "denied_at",
  "verified_at",
  "verified_by",
  "waiting_since",
  "disabled_at",
  "clerk_updated_at",
  "auth_identity_id",
  "linked_at",
  "link_pending",
  "customer_group_id",
  "created_at",
  "updated_at",
  "deleted_at",
] as const satisfies (keyof CustomerMetaRecord)[]

/** The columns of a record, for `SELECT … FROM customer_meta m`. */
export const SELECT_RECORD = RECORD_COLUMNS.map((column) => `m.${column}`).join(", ")

/** Whether to wait for decisions about the customer that are under way. */
export type LookUpOptions = { waiting?: boolean }

/**
 * Looks up what a guard needs to know of a Medusa customer, in one statement unless all of their records are closed.
 *
 * `waiting` waits for decisions about the customer and holds further ones off until the transaction ends.
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
  return pickRecord(db, customerId, records)
}

/**
 * Looks up a customer and whether one of their Clerk sessions is live, in one statement if they have a live record: every
 * request with an exchanged credential does it.
 *
 * @example
 * const { record, has_live_session } = await lookUpSignIn(db, "cus_123", "sess_123")
 */
export const lookUpSignIn = async (db: Knex, customerId: string, sessionId: string): Promise<SignInLookup> => {
  const rows = await select<CustomerMetaRecord & { has_live_session: boolean }>(
    db,
    `SELECT ${SELECT_RECORD}, EXISTS (${LIVE_SESSION}) AS has_live_session FROM customer_meta m WHERE m.customer_id = ?`,
    [sessionId, customerId]
  )
  const found = rows.map(({ has_live_session, ...record }) => ({ record, has_live_session }))
  const has_live_session = found[0]?.has_live_session ?? (await select(db, LIVE_SESSION, [sessionId])).length > 0
  const lookup = await pickRecord(
    db,
    customerId,
    found.map(({ record }) => record)
  )
  return { ...lookup, has_live_session }
}

/** Picks the record in JavaScript, since PostgreSQL would spend more time planning a join and an order than finding the rows. */
const pickRecord = async (db: Knex, customerId: string, records: CustomerMetaRecord[]): Promise<RoleLookup> => {
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

/** Looks up what a guard needs to know of a Clerk user, in one statement if the user has a live record. */
export const lookUpClerkUser = async (db: Knex, clerkUserId: string): Promise<RoleLookup> => {
  const [record] = await select<CustomerMetaRecord>(
    db,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.clerk_user_id = ? AND m.deleted_at IS NULL`,
    [clerkUserId]
  )
  if (record) {
    return { record, deleted: false }
  }
  return { record: null, deleted: await isDeletedInClerk(db, clerkUserId) }
}

/** Returns a customer's live record, or the one that was closed last, or `null`. */
export const findLatestRecord = async (db: Knex, customerId: string): Promise<CustomerMetaRecord | null> => {
  const [record] = await select<CustomerMetaRecord>(
    db,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ? ORDER BY m.deleted_at DESC NULLS FIRST LIMIT 1`,
    [customerId]
  )
  return record ?? null
}

/** Returns whether Clerk has deleted the user for good. */
export const isDeletedInClerk = async (db: Knex, clerkUserId: string): Promise<boolean> => {
  const tombstones = await select(db, "SELECT 1 FROM clerk_user_tombstone WHERE clerk_user_id = ?", [clerkUserId])
  return tombstones.length > 0 || isShutOut(db, "clerk_user", clerkUserId)
}

/** Returns whether an erased person was deleted at Clerk, or linked, before the erasure. If so, their other sign-ins do not count. */
const isShutOut = async (db: Knex, kind: ErasedKind, value: string): Promise<boolean> => {
  const rows = await select(db, "SELECT 1 FROM erased_person WHERE hash = erased_person_hash(?, ?) AND is_shut_out", [kind, value])
  return rows.length > 0
}
