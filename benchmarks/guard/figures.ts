import { median, quantile } from "../lib/statistics"
import type { CaseName } from "./cases"
import type { Block, Measured } from "./measure"

/** A ratio, and the range that contains half of the rounds. */
export type Ratio = { ratio: number; low: number; high: number }

/** Figures calculated from the measurements. */
export type Figures = {
  /** The figures of one case: times in ms, processor time in ms per call, throughput in answers per second. */
  of: (name: CaseName) => { p50: number; p99: number; throughput: number; cpu: number }
  /** How many milliseconds longer one case takes than another at p50. */
  added: (ours: CaseName, other: CaseName) => number
  p50: (ours: CaseName, other: CaseName) => Ratio
  p99: (ours: CaseName, other: CaseName) => number
  throughput: (ours: CaseName, other: CaseName) => Ratio
  cpu: (ours: CaseName, other: CaseName) => number
}

export const createFigures = ({ latencies, blocks }: Measured): Figures => {
  const latenciesOf = (name: CaseName): number[][] => latencies.get(name) ?? []
  const blocksOf = (name: CaseName): Block[] => blocks.get(name) ?? []
  const throughputsOf = (name: CaseName): number[] => blocksOf(name).map(({ throughput }) => throughput)
  const figures: Figures = {
    of(name) {
      const times = latenciesOf(name).flat()
      return {
        p50: median(times),
        p99: quantile(times, 0.99),
        throughput: median(throughputsOf(name)),
        cpu: median(blocksOf(name).map(({ cpu }) => cpu)),
      }
    },
    added: (ours, other) => figures.of(ours).p50 - figures.of(other).p50,
    p50(ours, other) {
      const others = latenciesOf(other)
      const rounds = latenciesOf(ours).map((times, round) => median(times) / median(others[round] ?? []))
      return { ...spread(rounds), ratio: figures.of(ours).p50 / figures.of(other).p50 }
    },
    p99: (ours, other) => figures.of(ours).p99 / figures.of(other).p99,
    throughput(ours, other) {
      const others = throughputsOf(other)
      const rounds = throughputsOf(ours).map((value, round) => value / (others[round] ?? Number.NaN))
      return { ...spread(rounds), ratio: median(rounds) }
    },
    cpu: (ours, other) => figures.of(ours).cpu / figures.of(other).cpu,
  }
  return figures
}

const spread = (ratios: readonly number[]): { low: number; high: number } => ({
  low: quantile(ratios, 0.25),
  high: quantile(ratios, 0.75),
})
