import type { PartName } from "../app/src/api/bench/parts/route"
import type { Report, Result } from "../lib/result"
import { rounded } from "../lib/statistics"
import { table } from "../lib/table"
import { type CartTimes, cartResults, cartText } from "./carts"
import { CASE_NAMES, type CaseName, labelOf } from "./cases"
import { ADDITIONS, COMPARISONS, GOALS, LEAST_THROUGHPUT, MOST_ADDED, type Pair, PART_COMPARISONS } from "./comparisons"
import { createFigures, type Figures, type Ratio } from "./figures"
import { CONNECTIONS, type Measured } from "./measure"

type Parts = Record<PartName, number>

/** Formats the measurements for programs and for people. */
export const report = (measured: Measured, parts: Parts, carts: CartTimes): Report => {
  const figures = createFigures(measured)
  return {
    results: [...resultsOf(figures, parts), ...cartResults(carts)],
    text: [textOf(figures, parts), cartText(carts), ""].join("\n"),
  }
}

const resultsOf = (figures: Figures, parts: Parts): Result[] => {
  const result = (name: string, value: number, unit: string, vs: string, ratio: number): Result => ({
    bench: "guard",
    case: name,
    value: rounded(value),
    unit,
    vs,
    ratio: rounded(ratio),
  })
  const beyond = ([name, base]: Pair<CaseName>) => `${labelOf(name)}, beyond ${labelOf(base)}`
  return [
    ...COMPARISONS.flatMap(([ours, other]) => {
      const { p50, p99, throughput, cpu } = figures.of(ours)
      return [
        result(`p50: ${labelOf(ours)}`, p50, "ms", labelOf(other), figures.p50(ours, other).ratio),
        result(`p99: ${labelOf(ours)}`, p99, "ms", labelOf(other), figures.p99(ours, other)),
        result(`throughput: ${labelOf(ours)}`, throughput, "req/s", labelOf(other), figures.throughput(ours, other).ratio),
        result(`processor time per call: ${labelOf(ours)}`, cpu, "ms", labelOf(other), figures.cpu(ours, other)),
      ]
    }),
    ...ADDITIONS.map(([ours, other]) => {
      const added = figures.added(...ours)
      return result(`added at p50: ${beyond(ours)}`, added, "ms", beyond(other), added / figures.added(...other))
    }),
    ...PART_COMPARISONS.map(([ours, other]) => result(`part: ${ours}`, parts[ours], "µs", other, parts[ours] / parts[other])),
  ]
}

const textOf = (figures: Figures, parts: Parts): string =>
  [
    "",
    "guard: the same handler, called by verified businesses, behind different guards",
    "",
    casesTable(figures),
    "",
    "Medusa … and plugin … are store routes, where Medusa looks the publishable key up as well: the former in a shop without",
    "the plugin, the latter in one with it, on the same database. The plugin's bridge runs on every store route, guarded or",
    "not. authenticate() … are routes elsewhere, where Medusa does nothing else. By hand is one pg query per request.",
    `p50 and p99 are of one connection; throughput and Node's processor time per call are of ${CONNECTIONS}.`,
    "Callers have Medusa tokens, unless it says Clerk.",
    "",
    comparisonsTable(figures),
    "",
    partsTable(parts),
    "",
    goalsTable(figures),
    "",
  ].join("\n")

const casesTable = (figures: Figures): string =>
  table(
    ["", "p50", "p99", "throughput", "processor"],
    CASE_NAMES.map((name) => {
      const { p50, p99, throughput, cpu } = figures.of(name)
      return [labelOf(name), ms(p50), ms(p99), `${throughput.toFixed(0)} /s`, ms(cpu)]
    })
  )

const comparisonsTable = (figures: Figures): string =>
  table(
    ["plugin / baseline (half of the rounds)", "p50", "added", "p99", "throughput", "processor"],
    COMPARISONS.map(([ours, other]) => [
      `${labelOf(ours)} / ${labelOf(other)}`,
      withSpread(figures.p50(ours, other)),
      ms(figures.added(ours, other)),
      times(figures.p99(ours, other)),
      withSpread(figures.throughput(ours, other)),
      times(figures.cpu(ours, other)),
    ])
  )

const partsTable = (parts: Parts): string =>
  table(
    ["inside the shop, without HTTP (median)", "ours", "baseline", "ratio"],
    PART_COMPARISONS.map(([ours, other]) => [
      `${ours} / ${other}`,
      microseconds(parts[ours]),
      microseconds(parts[other]),
      times(parts[ours] / parts[other]),
    ])
  )

const goalsTable = (figures: Figures): string =>
  table(
    ["goal", "is", ""],
    [
      ...GOALS.added.map(([ours, other]) => {
        const added = figures.added(ours, other)
        return [`at most ${MOST_ADDED} ms added at p50: ${labelOf(ours)} / ${labelOf(other)}`, ms(added), verdict(added <= MOST_ADDED)]
      }),
      ...GOALS.throughput.map(([ours, other]) => {
        const { ratio } = figures.throughput(ours, other)
        return [
          `at least ${LEAST_THROUGHPUT} of the throughput: ${labelOf(ours)} / ${labelOf(other)}`,
          times(ratio),
          verdict(ratio >= LEAST_THROUGHPUT),
        ]
      }),
    ]
  )

const verdict = (met: boolean): string => (met ? "met" : "missed")
const ms = (value: number): string => `${value.toFixed(2)} ms`
const microseconds = (value: number): string => `${value.toFixed(0)} µs`
const times = (ratio: number): string => ratio.toFixed(2)
const withSpread = ({ ratio, low, high }: Ratio): string => `${times(ratio)} (${times(low)}-${times(high)})`
