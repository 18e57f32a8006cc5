import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../../errors"
import { isUniqueViolation, select } from "../../../postgres/sql"
import { insertEntry } from "../history/entries"
import { findEarlierRefusal } from "../lasting-refusal"
import { isDeletedInClerk, SELECT_RECORD } from "../role-lookup"
import { toSearchText } from "../search/search-text"
import type { RoleStores } from "../stores"
import { applyBan, applyClaim, claimProblem, initialState, toState, type Transition } from "../transitions"
import type { CustomerMetaRecord, CustomerRoleEventRecord, RoleEventActor, SyncInput, SyncResult } from "../types"
import { queueWriteBack, waitingSince, writeTransition } from "../write-transition"
import { lockClerkUsers } from "./clerk-user-lock"
import { closeRecord } from "./record-deletion"

/**
 * Writes a version of a Clerk user to the record. A version older than the newest seen changes nothing. A newer version with
 * the same data changes only `clerk_updated_at`.
 *
 * @throws CustomerRoleError `account_disabled` for a deleted Clerk user, `email_already_linked` if the customer belongs to
 * another live Clerk user, `role_changed` if the record has meanwhile moved to another customer
 */
export const recordSync = async (db: Knex, stores: RoleStores, input: SyncInput): Promise<SyncResult> => {
  try {
    return await db.transaction(async (trx) => {
      const result = await syncRecord(trx, stores, input)
      return input.delivery_id ? markDelivery(trx, stores, input.delivery_id, result) : result
    })
  } catch (error) {
    if (isUniqueViolation(error, "IDX_customer_meta_customer_id_unique")) {
      throw new CustomerRoleError("email_already_linked")
    }
    throw error
  }
}

/** Commits a change together with the mark of the webhook delivery that made it. */
const markDelivery = async (
  trx: Knex.Transaction,
  { deliveries }: RoleStores,
  deliveryId: string,
  result: SyncResult
): Promise<SyncResult> => {
  if (result.entry_ids.length) {
    await deliveries.markApplied(trx, deliveryId, result.events)
    return result
  }
  const unsent = result.stale ? null : await deliveries.unsentEvents(trx, deliveryId)
  return unsent ? { ...result, events: unsent, repeated: true } : result
}

const syncRecord = async (trx: Knex.Transaction, stores: RoleStores, input: SyncInput): Promise<SyncResult> => {
  await lockClerkUsers(trx, [input.clerk_user_id])
  if (await isDeletedInClerk(trx, input.clerk_user_id)) {
    throw new CustomerRoleError("account_disabled")
  }
  const [row] = await select<CustomerMetaRecord & { search_text: string }>(
    trx,
    `SELECT ${SELECT_RECORD}, m.search_text FROM customer_meta m WHERE m.clerk_user_id = ? AND m.deleted_at IS NULL FOR UPDATE`,
    [input.clerk_user_id]
  )
  if (!row) {
    if (!input.signed_in && (await stores.erasedPersons.clerkUsersAmong([input.clerk_user_id], trx)).length) {
      throw new CustomerRoleError("account_disabled")
    }
    return insertRecord(trx, stores, input)
  }
  const { search_text: before, ...found } = row
  if (found.customer_id === input.customer_id) {
    const result = await updateRecord(trx, stores, found, input)
    return { ...result, search_text: { before, after: toSearchText(result.record, input.search_terms) } }
  }
  if (found.customer_id !== input.replaces_customer_id) {
    throw new CustomerRoleError("role_changed")
  }
  await closeRecord(trx, stores, found, { type: "system" })
  return { ...(await insertRecord(trx, stores, input)), closed_record_id: found.id }
}

const insertRecord = async (trx: Knex.Transaction, stores: RoleStores, input: SyncInput): Promise<SyncResult> => {
  const now = new Date()
  const { customer_id, clerk_user_id, email = null } = input
  const initial = initialState(await findEarlierRefusal(trx, stores.erasedPersons, { customer_id, clerk_user_id, email }))
  const problem = claimProblem(input.claim, initial, input.required)
  const claimed = problem === undefined && input.claim.valid ? applyClaim(initial, input.claim).next : initial
  const { next } = applyBan(claimed, input.banned, now)
  const record: CustomerMetaRecord = {
    id: generateEntityId(undefined, "cmeta"),
    customer_id,
    clerk_user_id,
    ...next,
    waiting_since: waitingSince(null, next, now),
    clerk_updated_at: input.clerk_updated_at,
    auth_identity_id: input.auth_identity_id,
    linked_at: input.linked_at ?? null,
    link_pending: input.linked_at !== undefined,
    customer_group_id: null,
    created_at: now,
    updated_at: now,
    deleted_at: null,
  }
  await trx("customer_meta").insert({ ...record, search_text: toSearchText(record, input.search_terms) })
  await stores.customerCreations.end(record.clerk_user_id, trx)
  await queueWriteBack(trx, stores, record)
  const entry_ids = await insertEntry(trx, { type: "created", actor: input.actor, before: null, after: record })
  entry_ids.push(...(await recordRefusedClaim(trx, record, input.actor, problem)))
  return {
    record,
    previous: null,
    entry_ids,
    events: [
      "created",
      ...(record.verification_status === "pending" ? (["pending"] as const) : []),
      ...(record.disabled_at ? (["disabled"] as const) : []),
    ],
    created: true,
    stale: false,
    claim_error: problem,
  }
}

const updateRecord = async (
  trx: Knex.Transaction,
  stores: RoleStores,
  found: CustomerMetaRecord,
  input: SyncInput
): Promise<SyncResult> => {
  if (found.clerk_updated_at && input.clerk_updated_at < found.clerk_updated_at) {
    return { record: found, previous: found, entry_ids: [], events: [], created: false, stale: true }
  }
  const now = new Date()
  const state = toState(found)
  const problem = claimProblem(input.claim, state, input.required)
  const claimed: Transition =
    problem === undefined && input.claim.valid ? applyClaim(state, input.claim) : { next: state, entries: [], events: [], touched: false }
  const banned = applyBan(claimed.next, input.banned, now)
  const transition: Transition = {
    next: banned.next,
    entries: [...claimed.entries, ...banned.entries],
    events: [...claimed.events, ...banned.events],
    touched: claimed.touched || banned.touched,
  }
  const extra = {
    clerk_updated_at: input.clerk_updated_at,
    auth_identity_id: input.auth_identity_id,
    linked_at: input.linked_at ?? found.linked_at,
    link_pending: input.linked_at !== undefined || found.link_pending,
    search_text: toSearchText(transition.next, input.search_terms),
  }
  const change = await writeTransition(trx, stores, found, { transition, actor: input.actor, now, extra })
  change.entry_ids.push(...(await recordRefusedClaim(trx, change.record, input.actor, problem)))
  return { ...change, created: false, stale: false, claim_error: problem }
}

/** Records a claim that was not applied, unless the history already ends with the same refusal. */
const recordRefusedClaim = async (
  trx: Knex.Transaction,
  record: CustomerMetaRecord,
  actor: RoleEventActor,
  problem: string | undefined
): Promise<string[]> => {
  if (problem === undefined) {
    return []
  }
  const [last] = await select<Pick<CustomerRoleEventRecord, "type" | "note">>(
    trx,
    `SELECT type, note FROM customer_role_event WHERE customer_meta_id = ? AND type NOT IN ('access_denied', 'impersonated', 'email_changed', 'email_conflict')
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    [record.id]
  )
  if (last?.type === "claim_refused" && last.note === problem) {
    return []
  }
  return insertEntry(trx, { type: "claim_refused", actor, before: record, after: record, note: problem })
}
