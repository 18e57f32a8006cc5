import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select, toLikePattern } from "../../../postgres/sql"
import { inTimeRange } from "../../../postgres/time-range"
import { SELECT_RECORD } from "../role-lookup"
import type { BusinessCounts, BusinessCustomerFilters, BusinessPage, CustomerMetaRecord, VerificationStatus } from "../types"

const ORDER_BY: Record<NonNullable<BusinessCustomerFilters["order"]>, string> = {
  created_at: "m.created_at ASC, m.id ASC",
  "-created_at": "m.created_at DESC, m.id DESC",
  updated_at: "m.updated_at ASC, m.id ASC",
  "-updated_at": "m.updated_at DESC, m.id DESC",
  verified_at: "m.verified_at ASC NULLS LAST, m.id ASC",
  "-verified_at": "m.verified_at DESC NULLS LAST, m.id DESC",
  waiting_since: "m.waiting_since ASC NULLS LAST, m.id ASC",
  "-waiting_since": "m.waiting_since DESC NULLS LAST, m.id DESC",
  company_name: "m.company_name ASC NULLS LAST, m.id ASC",
  "-company_name": "m.company_name DESC NULLS LAST, m.id DESC",
}

/** Returns a page of the live businesses that match. */
export const listBusinesses = async (db: Knex, filters: BusinessCustomerFilters): Promise<CustomerMetaRecord[]> => {
  const { where, bindings } = toCondition(filters)
  return select<CustomerMetaRecord>(
    db,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE ${where}
     ORDER BY ${ORDER_BY[filters.order ?? "-created_at"]} LIMIT ? OFFSET ?`,
    [...bindings, filters.limit ?? 20, filters.offset ?? 0]
  )
}

/** Returns the ids of the businesses that match, at most `most` of them in the order of the list, and how many there are. */
export const listBusinessIds = async (
  db: Knex,
  filters: BusinessCustomerFilters,
  most: number
): Promise<{ ids: string[]; count: number }> => {
  const { where, bindings } = toCondition(filters)
  const rows = await select<{ id: string }>(
    db,
    `SELECT m.id FROM customer_meta m WHERE ${where} ORDER BY ${ORDER_BY[filters.order ?? "-created_at"]} LIMIT ?`,
    [...bindings, most]
  )
  return { ids: rows.map(({ id }) => id), count: rows.length < most ? rows.length : await countBusinesses(db, filters) }
}

/** Returns the live records with these ids, in their order. */
export const listRecords = async (db: Knex, ids: string[]): Promise<CustomerMetaRecord[]> =>
  select<CustomerMetaRecord>(
    db,
    `SELECT ${SELECT_RECORD} FROM unnest(CAST(? AS text[])) WITH ORDINALITY AS wanted (wanted_id, position)
     JOIN customer_meta m ON m.id = wanted.wanted_id WHERE m.deleted_at IS NULL ORDER BY wanted.position`,
    [ids]
  )

/** Counts the live businesses that match, on all pages. */
export const countBusinesses = async (db: Knex, filters: BusinessCustomerFilters): Promise<number> => {
  const { where, bindings } = toCondition(filters)
  const [{ count }] = await select<{ count: string }>(db, `SELECT count(*) AS count FROM customer_meta m WHERE ${where}`, bindings)
  return Number(count)
}

/** Returns a page of the live businesses that match, with the number of all that match and of those with each status. */
export const findBusinesses = async (db: Knex, filters: BusinessCustomerFilters): Promise<BusinessPage> => {
  const [records, counts] = await Promise.all([listBusinesses(db, filters), countByStatus(db, filters)])
  const matching = STATUSES.filter((status) => isWanted(status, filters))
  return { records, counts, count: matching.reduce((sum, status) => sum + counts[status], 0) }
}

const STATUSES = ["pending", "verified", "rejected", "revoked"] as const satisfies (keyof BusinessCounts)[]

const isWanted = (status: VerificationStatus, filters: BusinessCustomerFilters): boolean =>
  (filters.status === undefined || filters.status === status) &&
  (filters.verified === undefined || filters.verified === (status === "verified"))

/** Counts the live businesses that match everything but the status, by status. */
export const countByStatus = async (db: Knex, { status, verified, ...filters }: BusinessCustomerFilters): Promise<BusinessCounts> => {
  const { where, bindings } = toCondition(filters)
  const rows = await select<{ status: keyof BusinessCounts; count: string }>(
    db,
    `SELECT m.verification_status AS status, count(*) AS count FROM customer_meta m WHERE ${where} GROUP BY m.verification_status`,
    bindings
  )
  const counts: BusinessCounts = { pending: 0, verified: 0, rejected: 0, revoked: 0 }
  for (const { status, count } of rows) {
    counts[status] = Number(count)
  }
  return counts
}

/** The history entry `d` is the first answer to an application. Changing one's mind later is none. */
export const IS_DECISION = "d.type IN ('verified', 'rejected') AND d.before->>'verification_status' = 'pending'"

const TIMES = ["created_at", "updated_at", "waiting_since"] as const

const toCondition = (filters: BusinessCustomerFilters): { where: string; bindings: Knex.RawBinding[] } => {
  const conditions = ["m.account_type = 'business'", "m.deleted_at IS NULL"]
  const bindings: Knex.RawBinding[] = []
  if (filters.verified !== undefined) {
    conditions.push("m.is_verified = ?")
    bindings.push(filters.verified)
  }
  if (filters.status) {
    conditions.push("m.verification_status = ?")
    bindings.push(filters.status)
  }
  if (filters.q) {
    conditions.push("m.search_text LIKE ?")
    bindings.push(toLikePattern(filters.q))
  }
  for (const column of TIMES) {
    const range = filters[column]
    if (range) {
      const condition = inTimeRange(`m.${column}`, range)
      conditions.push(condition.sql)
      bindings.push(...condition.bindings)
    }
  }
  if (filters.decided_at) {
    const condition = inTimeRange("d.created_at", filters.decided_at)
    conditions.push(`EXISTS (SELECT 1 FROM customer_role_event d WHERE d.customer_meta_id = m.id AND ${IS_DECISION} AND ${condition.sql})`)
    bindings.push(...condition.bindings)
  }
  return { where: conditions.join(" AND "), bindings }
}
