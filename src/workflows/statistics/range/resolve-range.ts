import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { addDays, type CalendarInterval, type Day, dayIn, type Interval, listIntervals } from "../../../calendar/intervals"
import { CustomerRoleError } from "../../../errors"
import type { CountedRange } from "../../../postgres/intervals"
import { select } from "../../../postgres/sql"

/** A leap year by day, seven years by week, a generation by month. */
export const MOST_INTERVALS = 366

const DEFAULT_DAYS = 30

/** A range as it is asked for. `from` and `to` are days of the time zone's calendar, or moments in ISO 8601 with an offset. */
export type AskedRange = { from?: string; to?: string; interval: CalendarInterval; time_zone: string }

/** A range with its intervals. */
export type ResolvedRange = {
  /** As asked for, or the default. */
  asked: Required<AskedRange>
  counted: CountedRange
  intervals: Interval[]
}

const IS_DAY = /^\d{4}-\d{2}-\d{2}$/

/** PostgreSQL's code for a time zone that its own list does not have. */
const UNKNOWN_TIME_ZONE = "22023"

/**
 * Resolves a range. The default is the last 30 days, today included.
 *
 * @throws CustomerRoleError `invalid_request` for a range that is empty or has too many intervals, or an unknown time zone
 *
 * @example
 * const { counted, intervals } = await resolveRange(trx, { interval: "day", time_zone: "UTC" }, new Date())
 */
export const resolveRange = async (db: Knex, range: AskedRange, now: Date): Promise<ResolvedRange> => {
  const asked = withDefaults(range, now)
  const { interval, time_zone } = asked
  const [from, to] = await toMoments(db, asked)
  if (from >= to) {
    throw new CustomerRoleError("invalid_request", "to: must be later than from. Send a later to, or an earlier from.")
  }
  const last = dayIn(time_zone, new Date(to.getTime() - 1))
  const intervals = listIntervals(dayIn(time_zone, from), last, interval, MOST_INTERVALS)
  if (!intervals) {
    throw new CustomerRoleError(
      "invalid_request",
      `The range has more than ${MOST_INTERVALS} intervals. Send a longer interval, a later from or an earlier to.`
    )
  }
  return { asked, counted: { from, to, interval, time_zone }, intervals }
}

const withDefaults = ({ from, to, interval, time_zone }: AskedRange, now: Date): Required<AskedRange> => {
  const end = to ?? addDays(dayIn(time_zone, now), 1)
  const lastDay = IS_DAY.test(end) ? end : addDays(dayIn(time_zone, new Date(end)), 1)
  return { from: from ?? addDays(lastDay, -DEFAULT_DAYS), to: end, interval, time_zone }
}

/** Lets PostgreSQL tell when a day begins, so that rows on both sides of that moment are counted with their day. */
const toMoments = async (db: Knex, { from, to, time_zone }: Required<AskedRange>): Promise<[from: Date, to: Date]> => {
  const [start, end] = [momentOf(from, time_zone), momentOf(to, time_zone)]
  try {
    const [row] = await select<{ start: Date; end: Date }>(db, `SELECT ${start.sql} AS start, ${end.sql} AS end`, [
      ...start.bindings,
      ...end.bindings,
    ])
    return [row.start, row.end]
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === UNKNOWN_TIME_ZONE) {
      throw new CustomerRoleError("invalid_request", `time_zone: the database does not know ${time_zone}. Send another name of the zone.`)
    }
    throw error
  }
}

const momentOf = (text: Day | string, timeZone: string): { sql: string; bindings: string[] } =>
  IS_DAY.test(text)
    ? { sql: "CAST(? AS timestamp) AT TIME ZONE ?", bindings: [text, timeZone] }
    : { sql: "CAST(? AS timestamptz)", bindings: [text] }
