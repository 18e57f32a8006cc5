import type { CalendarInterval } from "../calendar/intervals"

/** A span of time, and the intervals of a time zone's calendar to count by. */
export type CountedRange = {
  from: Date
  /** Exclusive. */
  to: Date
  interval: CalendarInterval
  /** An IANA time zone. */
  time_zone: string
}

/**
 * Returns SQL for the first day of the interval that a column's time falls in, as `2026-11-30`. Bind `:interval` and
 * `:time_zone`, and group by the column's number: the same expression with other bindings is another one to PostgreSQL.
 *
 * @example
 * `SELECT ${intervalOf("e.created_at")} AS start, count(*) FROM customer_role_event e GROUP BY 1`
 */
export const intervalOf = (column: string): string => `to_char(date_trunc(:interval, ${column} AT TIME ZONE :time_zone), 'YYYY-MM-DD')`

/**
 * Returns SQL that tells whether a column's time is in the range. Bind `:from` and `:to`.
 *
 * @example
 * `SELECT count(*) FROM quote q WHERE ${isInRange("q.created_at")}`
 */
export const isInRange = (column: string): string => `${column} >= :from AND ${column} < :to`
