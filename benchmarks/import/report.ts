import type { Report, Result } from "../lib/result"
import { median, quantile, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import type { CommandRun } from "./command"
import type { ImportCase, Measured } from "./measure"

const LABELS: Record<ImportCase, string> = {
  import: "import",
  trusted: "import --trust-verified",
  again: "import, everything there already",
}

export const report = ({ rows, copies, runs }: Measured): Report => {
  const floor = rows / median(copies)
  const cases = [...runs].map(([name, found]) => figuresOf(name, found, rows, floor))
  return {
    results: cases.flatMap(({ results }) => results),
    text: [
      `${rows.toLocaleString("en-US")} legacy rows`,
      "",
      table(
        ["", "seconds", "rows a second", "of COPY's", "memory, peak", "first quarter", "last quarter"],
        [
          ["COPY, same columns and indexes", seconds(median(copies)), perSecond(floor), "1.00", "", "", ""],
          ...cases.map(({ cells }) => cells),
        ]
      ),
    ].join("\n"),
  }
}

const figuresOf = (name: ImportCase, runs: CommandRun[], rows: number, floor: number): { results: Result[]; cells: string[] } => {
  const taken = median(runs.map((run) => run.seconds))
  const throughput = rows / taken
  const [first, last] = [median(runs.map(({ memory }) => firstQuarter(memory))), median(runs.map(({ memory }) => lastQuarter(memory)))]
  const peak = Math.max(...runs.flatMap(({ memory }) => memory))
  return {
    results: [
      { bench: "import", case: LABELS[name], value: rounded(throughput), unit: "rows/s", vs: "COPY", ratio: rounded(throughput / floor) },
      {
        bench: "import",
        case: `${LABELS[name]}, memory in the last quarter`,
        value: rounded(last),
        unit: "MB",
        vs: "first quarter",
        ratio: rounded(last / first),
      },
    ],
    cells: [
      LABELS[name],
      seconds(taken),
      perSecond(throughput),
      (throughput / floor).toFixed(2),
      megabytes(peak),
      megabytes(first),
      megabytes(last),
    ],
  }
}

const firstQuarter = (memory: number[]): number => quantile(memory.slice(0, Math.ceil(memory.length / 4)), 0.5)
const lastQuarter = (memory: number[]): number => quantile(memory.slice(-Math.ceil(memory.length / 4)), 0.5)

const seconds = (value: number): string => `${value.toFixed(1)} s`
const perSecond = (value: number): string => Math.round(value).toLocaleString("en-US")
const megabytes = (value: number): string => `${Math.round(value)} MB`
