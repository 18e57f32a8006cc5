import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type CountedRange, intervalOf, isInRange } from "../../../postgres/intervals"
import { select } from "../../../postgres/sql"
import { countByStatus, IS_DECISION } from "../search/business-list"
import type { AccountType, BusinessCounts } from "../types"

/** Figures about sign-ups, businesses and their applications. */
export type RoleFigures = {
  /** By the first day of the calendar interval, and by account type at sign-up. */
  sign_ups: { start: string; account_type: AccountType; count: number }[]
  /** As of now. */
  businesses: BusinessCounts
  /** `oldest_pending_at` is as of now, everything else within the range. */
  applications: {
    decided: number
    oldest_pending_at: Date | null
    decision_seconds: { median: number | null; p90: number | null }
  }
}

/** Returns the figures as one transaction sees them. */
export const loadRoleFigures = async (trx: Knex, range: CountedRange): Promise<RoleFigures> => ({
  sign_ups: await countSignUps(trx, range),
  businesses: await countByStatus(trx, {}),
  applications: { ...(await measureDecisions(trx, range)), oldest_pending_at: await findOldestPending(trx) },
})

/** Counts the first entry of each record: later changes of the account type change no past figure. Imports are no sign-ups. */
const countSignUps = async (trx: Knex, range: CountedRange): Promise<RoleFigures["sign_ups"]> => {
  const rows = await select<{ start: string; account_type: AccountType; count: string }>(
    trx,
    `SELECT ${intervalOf("e.created_at")} AS start, e.after->>'account_type' AS account_type, count(*) AS count
     FROM customer_role_event e WHERE e.type = 'created' AND ${isInRange("e.created_at")} GROUP BY 1, 2`,
    range
  )
  return rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }))
}

/** Entries that begin an application if their outcome is pending. */
const APPLIED = "'created', 'imported', 'account_type_changed', 'pending'"

/** Counts the decisions, and measures how long applications waited for them. */
const measureDecisions = async (
  trx: Knex,
  range: CountedRange
): Promise<Pick<RoleFigures["applications"], "decided" | "decision_seconds">> => {
  const [{ decided, median, p90 }] = await select<{ decided: string; median: number | null; p90: number | null }>(
    trx,
    `SELECT count(*) AS decided,
            percentile_cont(0.5) WITHIN GROUP (ORDER BY decision.seconds) AS median,
            percentile_cont(0.9) WITHIN GROUP (ORDER BY decision.seconds) AS p90
     FROM (
       SELECT CAST(extract(epoch FROM d.created_at - (
         SELECT max(a.created_at) FROM customer_role_event a
         WHERE a.customer_meta_id = d.customer_meta_id AND a.created_at <= d.created_at
           AND a.type IN (${APPLIED}) AND a.after->>'verification_status' = 'pending'
       )) AS double precision) AS seconds
       FROM customer_role_event d
       WHERE ${IS_DECISION} AND ${isInRange("d.created_at")}
     ) decision`,
    range
  )
  return { decided: Number(decided), decision_seconds: { median: toMilliseconds(median), p90: toMilliseconds(p90) } }
}

/** Rounds to whole milliseconds, as precise as the other times of an answer. */
const toMilliseconds = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1000) / 1000)

const findOldestPending = async (trx: Knex): Promise<Date | null> => {
  const [oldest] = await select<{ waiting_since: Date }>(
    trx,
    `SELECT m.waiting_since FROM customer_meta m
     WHERE m.account_type = 'business' AND m.deleted_at IS NULL AND m.waiting_since IS NOT NULL
     ORDER BY m.waiting_since LIMIT 1`
  )
  return oldest?.waiting_since ?? null
}
