import { type Attributes, type Counter, type Histogram, type MeterProvider, metrics } from "@opentelemetry/api"
import { isErrorCode } from "../errors"

const METER_NAME = "medusa-plugin-customer-role"

/** Upper bounds in seconds, those of OpenTelemetry for requests. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/** Clerk repeats a delivery that failed for more than a day. */
const LAG_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 21_600, 86_400]

/**
 * Every metric of this plugin: its kind, unit, attributes and what it counts. The names and units follow
 * OpenTelemetry's semantic conventions.
 *
 * @see docs/observability.md
 */
export const METRICS = {
  "customer_role.sync.duration": {
    kind: "histogram",
    unit: "s",
    attributes: ["trigger", "outcome", "code"],
    description: "Syncs with Clerk and how long they took.",
    boundaries: REQUEST_SECONDS,
  },
  "customer_role.denials": {
    kind: "counter",
    unit: "{denial}",
    attributes: ["feature", "code"],
    description: "Requests that a guard refused.",
  },
  "customer_role.webhooks": {
    kind: "counter",
    unit: "{delivery}",
    attributes: ["type", "outcome", "reason"],
    description: "Webhook deliveries from Clerk.",
  },
  "customer_role.webhook.lag": {
    kind: "histogram",
    unit: "s",
    attributes: ["type", "outcome"],
    description: "Time from the change at Clerk to the end of our handling of its webhook.",
    boundaries: LAG_SECONDS,
  },
  "customer_role.write_back.duration": {
    kind: "histogram",
    unit: "s",
    attributes: ["outcome"],
    description: "Attempts to write a role to Clerk and how long they took.",
    boundaries: REQUEST_SECONDS,
  },
  "customer_role.reconciliation.users": {
    kind: "counter",
    unit: "{user}",
    attributes: ["outcome"],
    description: "Clerk users whom a reconciliation has compared.",
  },
} as const satisfies Record<string, MetricDefinition>

type MetricDefinition = {
  kind: "counter" | "histogram"
  unit: string
  attributes: string[]
  description: string
  boundaries?: number[]
}

/** A metric of {@link METRICS}. */
export type MetricName = keyof typeof METRICS

/** The webhook types that have a value of their own. Whoever can send us webhooks must not make up new ones. */
const WEBHOOK_TYPES = new Set(["user.created", "user.updated", "user.deleted", "session.ended", "session.removed", "session.revoked"])

/** Instead of a value that is none of ours. */
const OTHER = "other"

const toWebhookType = (type: string): string => (WEBHOOK_TYPES.has(type) ? type : OTHER)

const toCode = (code: string): string => (isErrorCode(code) ? code : OTHER)

/** Reasons are words joined by `_`, or a status of Clerk's. An id or a sentence would make a time series of its own. */
const toReason = (reason: string): string => (/^([a-z]+(_[a-z]+){0,9}|clerk_\d{3})$/.test(reason) ? reason : OTHER)

/**
 * Notes a sync with Clerk.
 *
 * @example
 * countSync({ trigger: "webhook", outcome: "refused", code: "email_unverified", seconds: 0.12 })
 */
export const countSync = ({
  trigger,
  outcome,
  code,
  seconds,
}: {
  trigger: "webhook" | "request" | "admin" | "reconciliation"
  outcome: "created" | "changed" | "unchanged" | "stale" | "refused" | "failed"
  /** The error code of a refused or failed sync, or of a claim that was not applied. */
  code?: string
  seconds: number
}): void => {
  record("customer_role.sync.duration", seconds, { trigger, outcome, ...(code ? { code: toCode(code) } : {}) })
}

/**
 * Notes a request that a guard refused, every one.
 *
 * @example
 * countDenial({ feature: "bulk_orders", code: "verification_pending" })
 */
export const countDenial = ({ feature, code }: { feature: string; code: string }): void => {
  add("customer_role.denials", 1, { feature, code: toCode(code) })
}

/**
 * Notes a webhook delivery. `rejected`: it was none, its signature was missing, stale or wrong.
 *
 * @example
 * countWebhook({ type: "user.updated", outcome: "ignored", reason: "stale", lagSeconds: 0.8 })
 */
export const countWebhook = ({
  type,
  outcome,
  reason,
  lagSeconds,
}: {
  type: string
  outcome: "received" | "applied" | "ignored" | "failed" | "rejected"
  /** Why it was ignored, rejected or failed: an error code or another word of ours. */
  reason?: string
  /** From the change at Clerk until now. */
  lagSeconds?: number
}): void => {
  const attributes = { type: toWebhookType(type), outcome }
  add("customer_role.webhooks", 1, { ...attributes, ...(reason ? { reason: toReason(reason) } : {}) })
  if (lagSeconds !== undefined) {
    record("customer_role.webhook.lag", lagSeconds, attributes)
  }
}

/**
 * Notes an attempt to write a role to Clerk. `gone`: Clerk has deleted the user.
 *
 * @example
 * countWriteBack({ outcome: "written", seconds: 0.21 })
 */
export const countWriteBack = ({
  outcome,
  seconds,
}: {
  outcome: "written" | "unchanged" | "gone" | "failed"
  seconds: number
}): void => {
  record("customer_role.write_back.duration", seconds, { outcome })
}

/**
 * Notes how many users a reconciliation has compared with one outcome.
 *
 * @example
 * countReconciled({ outcome: "equal", users: 498 })
 */
export const countReconciled = ({
  outcome,
  users,
}: {
  outcome: "equal" | "mended" | "different" | "closed"
  users: number
}): void => {
  add("customer_role.reconciliation.users", users, { outcome })
}

type CounterName = { [Name in MetricName]: (typeof METRICS)[Name]["kind"] extends "counter" ? Name : never }[MetricName]
type HistogramName = Exclude<MetricName, CounterName>

const add = (name: CounterName, value: number, attributes: Attributes): void => {
  instrument(counters, name, () => {
    const { unit, description } = METRICS[name]
    return metrics.getMeter(METER_NAME).createCounter(name, { unit, description })
  }).add(value, attributes)
}

/** A clock that is behind Clerk's must not make a time before zero, which instruments refuse. */
const record = (name: HistogramName, seconds: number, attributes: Attributes): void => {
  instrument(histograms, name, () => {
    const { unit, description, boundaries } = METRICS[name]
    return metrics
      .getMeter(METER_NAME)
      .createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: [...boundaries] } })
  }).record(Math.max(0, seconds), attributes)
}

/** The API's instruments stay with the provider that made them, and a shop may register its own after we are loaded. */
type Instruments<T> = WeakMap<MeterProvider, Map<string, T>>

const counters: Instruments<Counter> = new WeakMap()
const histograms: Instruments<Histogram> = new WeakMap()

const instrument = <T>(instruments: Instruments<T>, name: string, create: () => T): T => {
  const provider = metrics.getMeterProvider()
  const ofProvider = instruments.get(provider) ?? new Map<string, T>()
  const made = ofProvider.get(name) ?? create()
  instruments.set(provider, ofProvider.set(name, made))
  return made
}
