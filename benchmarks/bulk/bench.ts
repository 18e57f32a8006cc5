import type { RunResult, Way } from "../app/src/api/bench/bulk/run/route"
import type { Bench, BenchContext, Report, Result } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { median, quantile, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import { type BulkShop, openBulkShop } from "./shop"
import { waitFor } from "./wait-for"

const OTHER: Way = "core"
const OURS: readonly Way[] = ["plugin, direct", "plugin, preview", "plugin, core path"]
const OTHERS: readonly Way[] = ["core", "starter", "one by one", "modules"]

/** The numbers of lines to order, how often, and in which ways. */
const SIZES = [
  { lines: 1, rounds: 15, ways: [...OTHERS, ...OURS] },
  { lines: 10, rounds: 10, ways: [...OTHERS, ...OURS] },
  { lines: 100, rounds: 4, ways: [...OTHERS, ...OURS] },
  { lines: 1_000, rounds: 3, ways: ["core", "starter", "modules", "plugin, direct", "plugin, preview"] },
  { lines: 5_000, rounds: 1, ways: ["modules", "plugin, direct", "plugin, preview", "core"] },
] as const satisfies readonly { lines: number; rounds: number; ways: readonly Way[] }[]

const QUICK_LINES = 100
/** `BENCH_LINES=1,1000` measures only these sizes. */
const ONLY = process.env.BENCH_LINES?.split(",")

/** The way that `BENCH_PROFILE` profiles. */
const PROFILED: Way = process.env.BENCH_PROFILE_WAY === "preview" ? "plugin, preview" : "plugin, direct"

/** The largest allowed ratio between the plugin's time and that of Medusa's own way. */
const GOALS: readonly { lines: number; way: Way; most: number }[] = [
  { lines: 1, way: "plugin, direct", most: 0.7 },
  { lines: 1_000, way: "plugin, direct", most: 0.2 },
  { lines: 1_000, way: "plugin, preview", most: 0.05 },
]

type Found = { lines: number; way: Way; runs: RunResult[]; others: RunResult[] }

/** Measures the cost of ordering many lines. */
export const bulkBench: Bench = {
  name: "bulk",
  about: "orders of 1 to 5,000 lines, compared with Medusa's own cart and checkout workflows",
  async run(context) {
    const sizes = SIZES.filter(({ lines }) => (ONLY ? ONLY.includes(String(lines)) : !context.quick || lines <= QUICK_LINES))
    const shop = await openBulkShop(context, Math.max(...sizes.map(({ lines }) => lines)))
    const found: Found[] = []
    for (const { lines, rounds, ways } of sizes) {
      found.push(...(await measure(shop, context, { lines, rounds: context.quick ? 2 : rounds, ways })))
    }
    return report(found)
  },
}

type Size = { lines: number; rounds: number; ways: readonly Way[] }

const measure = async ({ port, shop, customer_id }: BulkShop, { say }: BenchContext, { lines, rounds, ways }: Size): Promise<Found[]> => {
  const order = async (way: Way, profile?: string): Promise<RunResult> => {
    const run = await waitFor<RunResult>(port, "/bench/bulk/run", { way, shop, customer_id, lines, profile })
    if (lines > QUICK_LINES) {
      say(`${lines} lines: ${way} took ${run.milliseconds.toFixed(0)} ms and ${run.peak_mb} MB`)
    }
    return run
  }
  say(`${lines} lines: ${rounds} rounds`)
  if (lines <= QUICK_LINES) {
    await inTurn(ways, { rounds: 2, withinMs: 0 }, (way) => order(way))
  }
  const runs = await inTurn(ways, { rounds, withinMs: 600_000 }, (way) => order(way))
  const profile = process.env.BENCH_PROFILE
  if (profile && lines === Number(process.env.BENCH_PROFILE_LINES ?? 1_000)) {
    await order(PROFILED, profile)
    say(`Profile of ${lines} lines: ${profile}`)
  }
  const others = runs.get(OTHER) ?? []
  return [...runs].map(([way, own]) => ({ lines, way, runs: own, others }))
}

const msOf = (runs: RunResult[]): number => median(runs.map(({ milliseconds }) => milliseconds))
const peakOf = (runs: RunResult[]): number => Math.max(...runs.map(({ peak_mb }) => peak_mb))

/** Compares within each round, so that a slow moment affects both. */
const ratiosOf = ({ runs, others }: Found): number[] =>
  runs.map(({ milliseconds }, round) => milliseconds / (others[round]?.milliseconds ?? Number.NaN))

const report = (found: Found[]): Report => ({ results: found.flatMap(resultsOf), text: textOf(found) })

const resultsOf = (one: Found): Result[] => {
  const result = (name: string, value: number, unit: string, ratio: number): Result => ({
    bench: "bulk",
    case: `${name}: ${one.way}, ${one.lines} lines`,
    value: rounded(value),
    unit,
    vs: OTHER,
    ratio: rounded(ratio),
  })
  return [
    result("time", msOf(one.runs), "ms", median(ratiosOf(one))),
    result("peak memory", peakOf(one.runs), "MB", peakOf(one.runs) / peakOf(one.others)),
  ]
}

const textOf = (found: Found[]): string =>
  [
    "",
    "bulk: the same lines ordered in different ways, workflow against workflow inside one shop",
    "",
    table(
      ["", "time", "a line", "ratio (half of the rounds)", "peak memory"],
      found.map((one) => [
        `${one.lines} lines: ${one.way}`,
        `${msOf(one.runs).toFixed(0)} ms`,
        `${(msOf(one.runs) / one.lines).toFixed(2)} ms`,
        `${median(ratiosOf(one)).toFixed(3)} (${quantile(ratiosOf(one), 0.25).toFixed(3)}-${quantile(ratiosOf(one), 0.75).toFixed(3)})`,
        `${peakOf(one.runs)} MB`,
      ])
    ),
    "",
    table(
      ["goal", "is", ""],
      GOALS.flatMap(({ lines, way, most }) => {
        const one = found.find((candidate) => candidate.lines === lines && candidate.way === way)
        const ratio = one ? median(ratiosOf(one)) : Number.NaN
        return one ? [[`${lines} lines: ${way}, at most ${most} of ${OTHER}`, ratio.toFixed(3), ratio <= most ? "met" : "missed"]] : []
      })
    ),
    "",
  ].join("\n")
