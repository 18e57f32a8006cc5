import type { CalendarInterval, Day } from "../../calendar/intervals"
import { callPlugin } from "./call-plugin"
import { type Csv, downloadCsv } from "./csv"
import type { QuoteStatus } from "./quote-types"
import type { BusinessCounts } from "./types"

const FIGURES = "GET /admin/customer-role/statistics"

/** A sum of money in major units. */
export type Amount = { currency_code: string; total: number }

/** What happened in a range of time, and how things stand now. */
export type Statistics = {
  sign_ups: { start: Day; individual: number; business: number }[]
  businesses: BusinessCounts
  applications: { decided: number; oldest_pending_at: string | null; decision_seconds: { median: number | null; p90: number | null } }
  quotes: {
    requested: number
    sent: number
    accepted: number
    by_status: Record<QuoteStatus, number>
    value: { currency_code: string; open: number; accepted: number }[]
  }
  bulk_orders: { start: Day; count: number; value: Amount[] }[]
}

/** Days of a time zone's calendar. `to` is exclusive. */
export type StatisticsQuery = { from: Day; to: Day; interval: CalendarInterval; time_zone: string }

/**
 * Returns the figures of each interval of a range as a CSV file.
 *
 * @example
 * const { file } = await exportStatistics({ from: "2026-11-01", to: "2026-12-01", interval: "day", time_zone: "UTC" })
 */
export const exportStatistics = (query: StatisticsQuery): Promise<Csv> => downloadCsv(FIGURES, query)

/** The key of the figures in the dashboard's query cache. */
export const statisticsKey = (query: object) => ["customer-role", "statistics", query] as const

/**
 * Returns the figures of a range.
 *
 * @example
 * const { sign_ups } = await retrieveStatistics({ from: "2026-11-01", to: "2026-12-01", interval: "day", time_zone: "UTC" })
 */
export const retrieveStatistics = (query: StatisticsQuery): Promise<Statistics> => callPlugin<Statistics>(FIGURES, { query })
