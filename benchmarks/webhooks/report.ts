import type { Report, Result } from "../lib/result"
import { median, quantile, rounded } from "../lib/statistics"
import { table } from "../lib/table"
import { AT_A_TIME, type CaseName, type DeliveryKind, type Measured, type Times } from "./measure"

/** The numbers of deliveries, events and users. */
export type Amounts = { deliveries: number; events: number; users: number }

const LABELS: Record<CaseName, string> = {
  webhooks: "webhooks",
  "insert over HTTP": "a route that only inserts",
  insert: "an indexed insert, without HTTP",
}

const KINDS: Record<DeliveryKind, string> = {
  first: "sent for the first time",
  repeated: "sent again",
  forged: "with a bad signature",
}

type Figures = { perSecond: number; p50: number; p99: number }

/** Formats the measurements for programs and for people. */
export const report = ({ times, kinds }: Measured, { deliveries, events, users }: Amounts): Report => {
  const of = (name: CaseName) => figuresOf(times.get(name))
  const ours = of("webhooks")
  const others = (["insert over HTTP", "insert"] as const).map((name) => ({ name, label: LABELS[name], ...of(name) }))
  const result = (name: string, unit: string, vs: string, value: number, other: number): Result => ({
    bench: "webhooks",
    case: name,
    value: rounded(value),
    unit,
    vs,
    ratio: rounded(value / other),
  })
  return {
    results: others.flatMap(({ label, perSecond, p50, p99 }) => [
      result("throughput: deliveries", "1/s", label, ours.perSecond, perSecond),
      result("p50: a delivery", "ms", label, ours.p50, p50),
      result("p99: a delivery", "ms", label, ours.p99, p99),
    ]),
    text: [
      "",
      `webhooks: ${deliveries} deliveries of ${events} events over ${users} users, shuffled, ${AT_A_TIME} at a time`,
      "",
      table(
        ["", "a second", "p50", "p99"],
        [{ label: LABELS.webhooks, ...ours }, ...others].map(({ label, ...figures }) => [
          label,
          figures.perSecond.toFixed(0),
          ms(figures.p50),
          ms(figures.p99),
        ])
      ),
      "",
      table(
        ["deliveries", "", "p50", "p99"],
        [...kinds].map(([kind, each]) => [KINDS[kind], String(each.length), ms(median(each)), ms(quantile(each, 0.99))])
      ),
      "",
      table(
        ["webhooks / baseline", "throughput", "p50", "p99"],
        others.map(({ label, ...other }) => [label, ...(["perSecond", "p50", "p99"] as const).map((key) => ratio(ours[key] / other[key]))])
      ),
      "",
      "The final state equals the model's, row by row; every delivery is recorded and finished; no answer was a 5xx.",
      "",
    ].join("\n"),
  }
}

const figuresOf = ({ each, seconds }: Times = { each: [], seconds: Number.NaN }): Figures => ({
  perSecond: each.length / seconds,
  p50: median(each),
  p99: quantile(each, 0.99),
})

const ms = (value: number): string => `${value.toFixed(1)} ms`
const ratio = (value: number): string => value.toPrecision(3)
