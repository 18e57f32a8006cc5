import { createCaller } from "../lib/load"
import type { Bench, BenchContext, Report } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { median, quantile, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import { openQuoteShop, type QuoteShop } from "./shop"

const USUAL = { warmUps: 4, rounds: 40, calls: 8 }
const QUICK = { warmUps: 1, rounds: 2, calls: 3 }
const WITHIN_MS = 120_000

/** A request, its caller, and the single-row request to compare it with. */
type Case = { name: string; path: string; as: "admin" | "customer"; vs?: string }

const ROW = { admin: "admin: one row by its key", customer: "customer: one row by its key" } as const

const casesOf = ({ customer_id }: QuoteShop): Case[] => [
  { name: ROW.admin, path: "/admin/bench/quote-row?id=quo_500", as: "admin" },
  { name: "admin: one quote", path: "/admin/quotes/quo_500", as: "admin" },
  { name: "admin: first page", path: "/admin/quotes?limit=20", as: "admin" },
  { name: "admin: hundredth page", path: "/admin/quotes?limit=20&offset=1980", as: "admin" },
  { name: "admin: first page of a status", path: "/admin/quotes?limit=20&status=sent", as: "admin" },
  { name: "admin: hundredth page of a customer", path: `/admin/quotes?limit=20&offset=1980&customer_id=${customer_id}`, as: "admin" },
  { name: "admin: search that finds a few", path: "/admin/quotes?limit=20&q=q-00042", as: "admin" },
  { name: "admin: search that finds all", path: "/admin/quotes?limit=20&q=company", as: "admin" },
  { name: "admin: search within a status", path: "/admin/quotes?limit=20&status=sent&q=buyer42", as: "admin" },
  { name: ROW.customer, path: "/store/bench/quote-row?id=quo_500", as: "customer" },
  { name: "customer: one quote", path: "/store/quotes/quo_500", as: "customer" },
  { name: "customer: first page", path: "/store/quotes?limit=20", as: "customer" },
  { name: "customer: hundredth page", path: "/store/quotes?limit=20&offset=1980", as: "customer" },
]

/** Measures lists and searches among many quotes. */
export const quotesBench: Bench = {
  name: "quotes",
  about: "lists of 100,000 quotes, filtered and searched, compared with a single row by its index",
  async run(context) {
    const shop = await openQuoteShop(context)
    return report(shop, await measure(shop, context))
  },
}

const measure = async (shop: QuoteShop, { say, quick }: BenchContext): Promise<Map<string, number[][]>> => {
  const { warmUps, rounds, calls } = quick ? QUICK : USUAL
  const cases = new Map(casesOf(shop).map((one) => [one.name, one]))
  const caller = createCaller()
  const call = (name: string): Promise<number[]> => {
    const one = cases.get(name)
    return one
      ? caller.latencies({ port: shop.port, path: one.path, headers: () => shop[one.as] }, calls)
      : Promise.reject(new Error(`There is no case ${name}.`))
  }
  try {
    const names = [...cases.keys()]
    await inTurn(names, { rounds: warmUps, withinMs: WITHIN_MS }, call)
    say(`Up to ${rounds} rounds of ${calls} calls each, one connection`)
    return await inTurn(names, { rounds, withinMs: WITHIN_MS }, call)
  } finally {
    caller.close()
  }
}

const report = (shop: QuoteShop, measured: Map<string, number[][]>): Report => {
  const found = casesOf(shop).map(({ name, as }) => {
    const rounds = measured.get(name) ?? []
    const rowRounds = measured.get(ROW[as]) ?? []
    const ratios = rounds.map((times, round) => median(times) / median(rowRounds[round] ?? []))
    return { name, vs: ROW[as], times: rounds.flat(), ratios }
  })
  return {
    results: found.map(({ name, vs, times, ratios }) => ({
      bench: "quotes",
      case: name,
      value: rounded(median(times)),
      unit: "ms",
      vs,
      ratio: rounded(median(ratios)),
    })),
    text: [
      "",
      `quotes: lists of ${shop.quotes} quotes, ${shop.own} of them the customer's own; ratio to one row by its primary key`,
      "through the same server and the same sign-in",
      "",
      table(
        ["", "p50", "p99", "ratio (half of the rounds)"],
        found.map(({ name, times, ratios }) => [
          name,
          `${median(times).toFixed(2)} ms`,
          `${quantile(times, 0.99).toFixed(2)} ms`,
          `${median(ratios).toFixed(2)} (${quantile(ratios, 0.25).toFixed(2)}-${quantile(ratios, 0.75).toFixed(2)})`,
        ])
      ),
    ].join("\n"),
  }
}
