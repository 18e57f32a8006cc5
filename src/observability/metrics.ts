import { type Attributes, type Counter, type Histogram, type MeterProvider, metrics } from "@opentelemetry/api"
import { isErrorCode } from "../errors"

const METER_NAME = "medusa-plugin-customer-role"

/** Upper bounds in seconds, as OpenTelemetry recommends for requests. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

/** Upper bounds in seconds. They reach a day because Clerk retries a failed delivery for longer than that. */
const LAG_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200, 21_600, 86_400]

/**
 * Every metric of this plugin: its kind, unit, attributes and meaning. Names and units follow OpenTelemetry's semantic
 * conventions.
 *
 * @see docs/observability.md
 */
export const METRICS = {
  "customer_role.sync.duration": {
    kind: "histogram",
    unit: "s",
    attributes: ["trigger", "outcome", "code"],
    description: "Duration of syncs with Clerk.",
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
    description: "Time from a change at Clerk until its webhook has been handled.",
    boundaries: LAG_SECONDS,
  },
  "customer_role.write_back.duration": {
    kind: "histogram",
    unit: "s",
    attributes: ["outcome"],
    description: "Duration of attempts to write a role to Clerk.",
    boundaries: REQUEST_SECONDS,
  },
  "customer_role.reconciliation.users": {
    kind: "counter",
    unit: "{user}",
    attributes: ["outcome"],
    description: "Clerk users compared by reconciliations.",
  },
} as const satisfies Record<string, MetricDefinition>

type MetricDefinition = {
  kind: "counter" | "histogram"
  unit: string
  attributes: string[]
  description: string
  boundaries?: number[]
}

/** The name of a metric: a key of {@link METRICS}. */
export type MetricName = keyof typeof METRICS

/** The webhook types that get a time series of their own. A sender must not be able to create more by inventing types. */
const WEBHOOK_TYPES = new Set(["user.created", "user.updated", "user.deleted", "session.ended", "session.removed", "session.revoked"])

/** Replaces every value that we do not know, to keep the number of time series bounded. */
const OTHER = "other"

const toWebhookType = (type: string): string => (WEBHOOK_TYPES.has(type) ? type : OTHER)

const toCode = (code: string): string => (isErrorCode(code) ? code : OTHER)

/** Accepts words joined by `_`, or a status of Clerk's. An id or a sentence would create a time series of its own. */
const toReason = (reason: string): string => (/^([a-z]+(_[a-z]+){0,9}|clerk_\d{3})$/.test(reason) ? reason : OTHER)

/**
 * Records a sync with Clerk and its duration.
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
  /** The error code when a sync is refused or fails, or when its claim is not applied. */
  code?: string
  seconds: number
}): void => {
  record("customer_role.sync.duration", seconds, { trigger, outcome, ...(code ? { code: toCode(code) } : {}) })
}

/**
 * Counts a request that a guard refused.
 *
 * @example
 * countDenial({ feature: "bulk_orders", code: "verification_pending" })
 */
export const countDenial = ({ feature, code }: { feature: string; code: string }): void => {
  add("customer_role.denials", 1, { feature, code: toCode(code) })
}

/**
 * Counts a webhook delivery. `rejected` means that its signature is missing, stale or wrong.
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
  /** Why the delivery was ignored, rejected or failed: an error code or a word such as `stale`. */
  reason?: string
  /** Seconds from the change at Clerk until now. */
  lagSeconds?: number
}): void => {
  const attributes = { type: toWebhookType(type), outcome }
  add("customer_role.webhooks", 1, { ...attributes, ...(reason ? { reason: toReason(reason) } : {}) })
  if (lagSeconds !== undefined) {
    record("customer_role.webhook.lag", lagSeconds, attributes)
  }
}

/**
 * Records an attempt to write a role to Clerk. `gone` means that Clerk has deleted the user.
 *
 * @example
 * countWriteBack({ outcome: "written", seconds: 0.21 })
 */
export const countWriteBack = ({ outcome, seconds }: { outcome: "written" | "unchanged" | "gone" | "failed"; seconds: number }): void => {
  record("customer_role.write_back.duration", seconds, { outcome })
}

/**
 * Counts the users that a reconciliation compared with one outcome.
 *
 * @example
 * countReconciled({ outcome: "equal", users: 498 })
 */
export const countReconciled = ({ outcome, users }: { outcome: "equal" | "mended" | "different" | "closed"; users: number }): void => {
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

/** Never records less than zero, which instruments refuse and a clock behind Clerk's would produce. */
const record = (name: HistogramName, seconds: number, attributes: Attributes): void => {
  instrument(histograms, name, () => {
    const { unit, description, boundaries } = METRICS[name]
    return metrics.getMeter(METER_NAME).createHistogram(name, { unit, description, advice: { explicitBucketBoundaries: [...boundaries] } })
  }).record(Math.max(0, seconds), attributes)
}

/** Instruments belong to the provider that created them, and a shop may register its provider after this file loads. */
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
