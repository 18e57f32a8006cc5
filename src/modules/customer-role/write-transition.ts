import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertEntry } from "./history/entries"
import type { RoleStores } from "./stores"
import type { RoleState, Transition } from "./transitions"
import type { CustomerMetaRecord, RoleChange, RoleEventActor } from "./types"

/** Columns that a sync writes besides the state. */
type ExtraColumns = Partial<CustomerMetaRecord> & { search_text?: string }

/** Returns whether both states are the same role at Clerk. */
export const isSameForClerk = (one: RoleState, other: RoleState): boolean =>
  one.account_type === other.account_type && one.verification_status === other.verification_status

/** Queues a role to be written to Clerk, unless the shop has switched write-backs off. */
export const queueWriteBack = async (
  trx: Knex.Transaction,
  { options, writeBacks }: RoleStores,
  record: CustomerMetaRecord
): Promise<void> => {
  if (options.writeBack.metadataKey !== false) {
    await writeBacks.add(record, trx)
  }
}

/**
 * Returns since when an application waits for a decision, or `null` if none does. Changes to an application that waits
 * already leave its place in the queue alone.
 *
 * @example
 * waitingSince(verified, applyClaim(verified, claim).next, now) // now
 */
export const waitingSince = (
  previous: Pick<CustomerMetaRecord, "verification_status" | "waiting_since"> | null,
  { verification_status }: Pick<RoleState, "verification_status">,
  now: Date
): Date | null => {
  if (verification_status !== "pending") {
    return null
  }
  return previous?.verification_status === "pending" ? previous.waiting_since : now
}

/** Applies a transition to a record that the transaction has locked: the row, its history entries, its write-back. */
export const writeTransition = async (
  trx: Knex.Transaction,
  stores: RoleStores,
  previous: CustomerMetaRecord,
  { transition, actor, now, extra = {} }: { transition: Transition; actor: RoleEventActor; now: Date; extra?: ExtraColumns }
): Promise<RoleChange> => {
  const { next, entries, events, touched } = transition
  const { search_text, ...columns } = extra
  const waiting_since = waitingSince(previous, next, now)
  const record = { ...previous, ...next, ...columns, waiting_since, updated_at: touched ? now : previous.updated_at }
  await trx("customer_meta")
    .where({ id: previous.id })
    .update({ ...next, ...columns, ...(search_text === undefined ? {} : { search_text }), waiting_since, updated_at: record.updated_at })
  if (!isSameForClerk(previous, record)) {
    await queueWriteBack(trx, stores, record)
  }
  const entry_ids: string[] = []
  for (const entry of entries) {
    entry_ids.push(...(await insertEntry(trx, { ...entry, actor, before: previous, after: record })))
  }
  return { record, previous, entry_ids, events }
}
