import { type CalendarInterval, type Day, startOf } from "../../../../calendar/intervals"
import type { Amount, Statistics } from "../../../api/statistics"

/** Rows of figures that one bar of a chart adds up: from one index to another, which is exclusive. */
type Group = { start: Day; from: number; to: number }

/**
 * Groups rows by the calendar interval that their first days are in.
 *
 * @example
 * groupRows(["2026-11-29", "2026-11-30"], "week") // Sunday and Monday: two groups
 */
export const groupRows = (starts: Day[], interval: CalendarInterval): Group[] => {
  const groups: (Group & { key: Day })[] = []
  starts.forEach((start, index) => {
    const key = startOf(start, interval)
    const open = groups.at(-1)
    if (open?.key === key) {
      open.to = index + 1
    } else {
      groups.push({ key, start, from: index, to: index + 1 })
    }
  })
  return groups.map(({ start, from, to }) => ({ start, from, to }))
}

/** Returns the rows of the period before that stand beside a group. Months before may be one more: the last group takes it. */
const besides = <Row>(before: Row[], { from, to }: Group, count: number): Row[] => before.slice(from, to === count ? undefined : to)

const sum = <Row>(rows: Row[], valueOf: (row: Row) => number): number => rows.reduce((total, row) => total + valueOf(row), 0)

/** A bar of a chart. `start` is its first day, `before` its total as many days earlier as the range has. */
export type Bar<Part extends string> = { start: Day; parts: Record<Part, number>; before: number }

type SignUps = Statistics["sign_ups"]

/**
 * Returns the bars of the sign-ups.
 *
 * @example
 * signUpBars(now.sign_ups, before.sign_ups, "week")
 */
export const signUpBars = (now: SignUps, before: SignUps, interval: CalendarInterval): Bar<"individual" | "business">[] =>
  groupRows(
    now.map(({ start }) => start),
    interval
  ).map((group) => {
    const rows = now.slice(group.from, group.to)
    return {
      start: group.start,
      parts: { individual: sum(rows, ({ individual }) => individual), business: sum(rows, ({ business }) => business) },
      before: countSignUps(besides(before, group, now.length)),
    }
  })

/** Returns the sign-ups of both account types. */
export const countSignUps = (rows: SignUps): number => sum(rows, ({ individual, business }) => individual + business)

/** Returns the sign-ups of one account type. */
export const countType = (rows: SignUps, type: "individual" | "business"): number => sum(rows, (row) => row[type])

type BulkOrders = Statistics["bulk_orders"]

/** What the bars of bulk orders show: how many, or their value in a currency. */
export type Measure = "count" | (string & {})

const measured = (rows: BulkOrders, measure: Measure): number =>
  measure === "count"
    ? countBulkOrders(rows)
    : sum(rows, ({ value }) => sum(value, ({ currency_code, total }) => (currency_code === measure ? total : 0)))

/**
 * Returns the bars of the bulk orders.
 *
 * @example
 * bulkOrderBars(now.bulk_orders, before.bulk_orders, "week", "eur")
 */
export const bulkOrderBars = (now: BulkOrders, before: BulkOrders, interval: CalendarInterval, measure: Measure): Bar<"orders">[] =>
  groupRows(
    now.map(({ start }) => start),
    interval
  ).map((group) => ({
    start: group.start,
    parts: { orders: measured(now.slice(group.from, group.to), measure) },
    before: measured(besides(before, group, now.length), measure),
  }))

/** Returns how many bulk orders there are. */
export const countBulkOrders = (rows: BulkOrders): number => sum(rows, ({ count }) => count)

/** What bulk orders are worth in each currency, in both periods. */
export type Compared = { currency_code: string; now: number; before: number }

/**
 * Returns the value of bulk orders in every currency that either period has, the largest first.
 *
 * @example
 * compareValues(now.bulk_orders, before.bulk_orders) // [{ currency_code: "eur", now: 990, before: 0 }]
 */
export const compareValues = (now: BulkOrders, before: BulkOrders): Compared[] => {
  const amounts = (rows: BulkOrders): Amount[] => rows.flatMap(({ value }) => value)
  return currenciesOf([...amounts(now), ...amounts(before)])
    .map((currency_code) => ({ currency_code, now: measured(now, currency_code), before: measured(before, currency_code) }))
    .sort((one, other) => other.now - one.now || one.currency_code.localeCompare(other.currency_code))
}

/** Returns each currency once. */
export const currenciesOf = (amounts: { currency_code: string }[]): string[] => [
  ...new Set(amounts.map(({ currency_code }) => currency_code)),
]

/**
 * Returns by how much a figure has changed, as a share of what it was, or undefined if it was 0.
 *
 * @example
 * changeOf(12, 8) // 0.5
 */
export const changeOf = (now: number, before: number): number | undefined => (before === 0 ? undefined : (now - before) / before)
