import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"
import type { ErasedPersons } from "../erasure/erased-persons"
import { SELECT_RECORD } from "../role-lookup"
import type { CustomerMetaRecord } from "../types"

/** What the shop knows of Clerk users. */
export type KnownClerkUsers = {
  /** Their live records. */
  records: CustomerMetaRecord[]
  /** Users whom Clerk has deleted. */
  deleted: Set<string>
  /** Users whose records are all closed or erased. */
  closed: Set<string>
}

/** Looks up what the shop knows of many Clerk users, in three statements. */
export const findClerkUsers = async (db: Knex, erasedPersons: ErasedPersons, clerkUserIds: string[]): Promise<KnownClerkUsers> => {
  const rows = await select<CustomerMetaRecord>(
    db,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.clerk_user_id = ANY(?) AND m.deleted_at IS NULL
     UNION ALL
     SELECT DISTINCT ON (m.clerk_user_id) ${SELECT_RECORD} FROM customer_meta m
     WHERE m.clerk_user_id = ANY(?) AND m.deleted_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM customer_meta l WHERE l.clerk_user_id = m.clerk_user_id AND l.deleted_at IS NULL)`,
    [clerkUserIds, clerkUserIds]
  )
  const tombstones = await select<{ clerk_user_id: string }>(
    db,
    "SELECT clerk_user_id FROM clerk_user_tombstone WHERE clerk_user_id = ANY(?)",
    [clerkUserIds]
  )
  const closed = rows.filter(({ deleted_at }) => deleted_at !== null)
  const erased = await erasedPersons.clerkUsersAmong(clerkUserIds)
  const idsOf = (users: { clerk_user_id: string }[]): Set<string> => new Set(users.map(({ clerk_user_id }) => clerk_user_id))
  return {
    records: rows.filter(({ deleted_at }) => deleted_at === null),
    closed: idsOf([...closed, ...erased]),
    deleted: idsOf([...tombstones, ...erased.filter(({ is_shut_out }) => is_shut_out)]),
  }
}

/** Returns Clerk users of live records that have been synced before, newest first. */
export const sampleSyncedClerkUserIds = async (db: Knex, limit: number, except = ""): Promise<string[]> => {
  const rows = await select<{ clerk_user_id: string }>(
    db,
    `SELECT m.clerk_user_id FROM customer_meta m
     WHERE m.deleted_at IS NULL AND m.clerk_updated_at IS NOT NULL AND m.clerk_user_id <> ?
     ORDER BY m.id DESC LIMIT ?`,
    [except, limit]
  )
  return rows.map(({ clerk_user_id }) => clerk_user_id)
}

/** Returns which of these customers belong to a live Clerk user. */
export const findLinkedCustomerIds = async (db: Knex, customerIds: string[]): Promise<Set<string>> => {
  const rows = await select<{ customer_id: string }>(
    db,
    "SELECT m.customer_id FROM customer_meta m WHERE m.customer_id = ANY(?) AND m.deleted_at IS NULL",
    [customerIds]
  )
  return new Set(rows.map(({ customer_id }) => customer_id))
}

/** Advances `clerk_updated_at` of records whose newer Clerk versions change nothing else. Never moves it back. */
export const moveClerkVersions = async (db: Knex, versions: { id: string; clerk_updated_at: Date }[]): Promise<void> => {
  if (versions.length) {
    await db.raw(
      `UPDATE customer_meta m SET clerk_updated_at = v.clerk_updated_at
       FROM (
         SELECT n.id, n.clerk_updated_at FROM jsonb_to_recordset(?::jsonb) AS n (id text, clerk_updated_at timestamptz)
         JOIN customer_meta l ON l.id = n.id ORDER BY l.id FOR UPDATE OF l
       ) v
       WHERE m.id = v.id AND m.deleted_at IS NULL AND m.clerk_updated_at < v.clerk_updated_at`,
      [JSON.stringify(versions)]
    )
  }
}

/** Returns a page of live records that are older than the reconciliation and belong to users that Clerk did not list, by id. */
export const listUnseenRecords = async (
  db: Knex,
  { reconciliationId, after, limit }: { reconciliationId: string; after: string; limit: number }
): Promise<CustomerMetaRecord[]> =>
  select<CustomerMetaRecord>(
    db,
    `SELECT ${SELECT_RECORD} FROM customer_meta m
     WHERE m.deleted_at IS NULL AND m.id > ? AND m.created_at < (SELECT r.created_at FROM clerk_reconciliation r WHERE r.id = ?)
       AND NOT EXISTS (SELECT 1 FROM clerk_reconciliation_seen s WHERE s.clerk_user_id = m.clerk_user_id)
     ORDER BY m.id LIMIT ?`,
    [after, reconciliationId, limit]
  )

/** Counts the live records that are older than the reconciliation, and how many of their users Clerk did not list. */
export const countUnseenRecords = async (db: Knex, reconciliationId: string): Promise<{ live: number; unseen: number }> => {
  const [{ live, unseen }] = await select<{ live: string; unseen: string }>(
    db,
    `SELECT count(*) AS live, count(*) FILTER (WHERE s.clerk_user_id IS NULL) AS unseen
     FROM customer_meta m LEFT JOIN clerk_reconciliation_seen s ON s.clerk_user_id = m.clerk_user_id
     WHERE m.deleted_at IS NULL AND m.created_at < (SELECT r.created_at FROM clerk_reconciliation r WHERE r.id = ?)`,
    [reconciliationId]
  )
  return { live: Number(live), unseen: Number(unseen) }
}
