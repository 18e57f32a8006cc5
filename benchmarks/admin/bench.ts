import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { lookUpCustomer } from "../../src/modules/customer-role/role-lookup"
import { findBusinesses } from "../../src/modules/customer-role/search/business-list"
import { loadRoleFigures } from "../../src/modules/customer-role/statistics/role-figures"
import { countByStatus, loadQuoteFigures } from "../../src/modules/quote/quote-figures"
import type { CalendarInterval } from "../../src/calendar/intervals"
import { loadBulkOrderFigures } from "../../src/workflows/statistics/figures/bulk-orders"
import type { Bench, BenchContext, Report } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { median, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import { openAdminShop } from "./shop"

const SIZE = { customers: 1_000_000, businesses: 100_000, quotes: 100_000, orders: 50_000 }
const QUICK_SIZE = { customers: 10_000, businesses: 1_000, quotes: 1_000, orders: 500 }

const DAY_MS = 86_400_000

/** What the figures and lists are compared with. */
const ONE_ROW = "one role by its customer"

/** Measures what admins' lists and figures cost the database, beside one indexed row. */
export const adminBench: Bench = {
  name: "admin",
  about: `lists and statistics with ${SIZE.customers.toLocaleString("en")} customers, ${SIZE.businesses.toLocaleString("en")} businesses and ${SIZE.quotes.toLocaleString("en")} quotes, in the database`,
  async run(context) {
    const db = await openAdminShop(context, context.quick ? QUICK_SIZE : SIZE)
    return report(await measure(db, context))
  },
}

const statisticsOf = (db: Knex, days: number, interval: CalendarInterval) => () =>
  db.transaction(
    async (trx) => {
      const range = { from: new Date(Date.now() - days * DAY_MS), to: new Date(), interval, time_zone: "Europe/Berlin" }
      await loadRoleFigures(trx, range)
      await loadQuoteFigures(trx, range)
      await loadBulkOrderFigures(trx, range)
    },
    { isolationLevel: "repeatable read", readOnly: true }
  )

const casesOf = (db: Knex): Record<string, () => Promise<unknown>> => ({
  [ONE_ROW]: () => lookUpCustomer(db, "cus_500"),
  "statistics, 30 days": statisticsOf(db, 30, "day"),
  "statistics, a year by week": statisticsOf(db, 365, "week"),
  "statistics, all 3 years by month": statisticsOf(db, 3 * 365, "month"),
  "businesses, newest, with counts": () => findBusinesses(db, {}),
  "businesses, who has waited the longest": () => findBusinesses(db, { status: "pending", order: "waiting_since" }),
  "businesses, a search": () => findBusinesses(db, { q: "company 99" }),
  "businesses, the last page": () => findBusinesses(db, { offset: 99_980, order: "company_name" }),
  "quotes, counts of each status": () => countByStatus(db),
})

const measure = async (db: Knex, { say, quick }: BenchContext): Promise<Map<string, number>> => {
  const cases = casesOf(db)
  const names = Object.keys(cases)
  say("Measuring")
  const time = async (name: string): Promise<number> => {
    const begun = performance.now()
    await cases[name]()
    return performance.now() - begun
  }
  await inTurn(names, { rounds: 2, withinMs: 0 }, time)
  const times = await inTurn(names, quick ? { rounds: 2, withinMs: 0 } : { rounds: 15, withinMs: 60_000 }, time)
  return new Map([...times].map(([name, all]) => [name, median(all)]))
}

const report = (times: Map<string, number>): Report => {
  const one = times.get(ONE_ROW) ?? Number.NaN
  const results = [...times]
    .filter(([name]) => name !== ONE_ROW)
    .map(([name, ms]) => ({ bench: "admin", case: name, value: rounded(ms), unit: "ms", vs: ONE_ROW, ratio: rounded(ms / one) }))
  const rows = [...times].map(([name, ms]) => [name, `${ms.toFixed(1)} ms`, (ms / one).toFixed(0)])
  return { results, text: ["", "admin: lists and statistics", "", table(["", "median", `× ${ONE_ROW}`], rows), ""].join("\n") }
}
