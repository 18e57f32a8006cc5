import type { Report, Result } from "../lib/result"
import { median, quantile, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import type { CaseName, Measured, Run } from "./measure"

const LABELS: Record<CaseName, string> = {
  pages: "reading all pages",
  "in step": "reconcile, everybody in step",
  differing: "reconcile, 1 % differing",
  missing: "reconcile, some missing",
}

type Figures = {
  seconds: number
  perSecond: number
  requests: number
  mended: number
  memory: { first: number; last: number; peak: number }
}

/** Formats the measurements for programs and for people. */
export const report = ({ users, runs }: Measured): Report => {
  const of = (name: CaseName) => figuresOf(runs.get(name) ?? [])
  const floor = of("pages")
  const ours = (["in step", "differing", "missing"] as const).map((name) => ({ name, ...of(name) }))
  const extra = (one: Figures) => one.mended / (one.seconds - of("in step").seconds)
  return {
    results: ours.flatMap(({ name, ...figures }) => resultsOf(LABELS[name], figures, floor)),
    text: [
      "",
      `reconciliation: ${users.toLocaleString("en-US")} users at Clerk`,
      "",
      table(
        ["", "seconds", "users a second", "of the pages'", "requests", "mended", "memory, first quarter", "last quarter", "peak"],
        [{ name: "pages" as const, ...floor }, ...ours].map(({ name, seconds, perSecond, requests, mended, memory }) => [
          LABELS[name],
          seconds.toFixed(2),
          whole(perSecond),
          (perSecond / floor.perSecond).toFixed(2),
          whole(requests),
          whole(mended),
          megabytes(memory.first),
          megabytes(memory.last),
          megabytes(memory.peak),
        ])
      ),
      "",
      "Beyond the comparison:",
      ...ours.slice(1).map((one) => `  ${LABELS[one.name]}: ${whole(extra(one))} users mended per second`),
      "Each run mended exactly the users that differed.",
      "",
    ].join("\n"),
  }
}

const resultsOf = (label: string, { perSecond, requests, memory }: Figures, floor: Figures): Result[] => {
  const result = (name: string, value: number, unit: string, vs: string, ratio: number): Result => ({
    bench: "reconciliation",
    case: `${name}: ${label}`,
    value: rounded(value),
    unit,
    vs,
    ratio: rounded(ratio),
  })
  return [
    result("throughput", perSecond, "users/s", LABELS.pages, perSecond / floor.perSecond),
    result("requests to Clerk", requests, "requests", LABELS.pages, requests / floor.requests),
    result("memory in the last quarter", memory.last, "MB", "first quarter", memory.last / memory.first),
  ]
}

const figuresOf = (runs: Run[]): Figures => {
  const seconds = median(runs.map((run) => run.seconds))
  return {
    seconds,
    perSecond: median(runs.map((run) => run.users / run.seconds)),
    requests: median(runs.map((run) => run.requests)),
    mended: median(runs.map((run) => run.mended)),
    memory: {
      first: median(runs.map(({ memory }) => median(memory.slice(0, Math.ceil(memory.length / 4))))),
      last: median(runs.map(({ memory }) => median(memory.slice(-Math.ceil(memory.length / 4))))),
      peak: quantile(
        runs.flatMap(({ memory }) => memory),
        1
      ),
    },
  }
}

const whole = (value: number): string => Math.round(value).toLocaleString("en-US")
const megabytes = (value: number): string => `${Math.round(value)} MB`
