import { metrics } from "@opentelemetry/api"
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  type MetricData,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics"
import { ERROR_CATALOGUE } from "../../errors"
import { countDenial, countReconciled, countSync, countWebhook, countWriteBack, METRICS } from "../metrics"

/** Does what a shop's own `instrumentation.ts` does, with an exporter that keeps everything. */
const registerExporter = () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  const provider = new MeterProvider({ readers: [reader] })
  metrics.setGlobalMeterProvider(provider)
  const collect = async (): Promise<Map<string, MetricData>> => {
    await provider.forceFlush()
    const found =
      exporter
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap(({ metrics: ofScope }) => ofScope) ?? []
    return new Map(found.map((metric) => [metric.descriptor.name, metric]))
  }
  return { exporter, provider, collect }
}

const pointsOf = (metric: MetricData | undefined) =>
  (metric?.dataPoints ?? []).map(({ attributes, value }) => ({
    attributes,
    value: typeof value === "number" ? value : { count: value.count, sum: "sum" in value ? value.sum : undefined },
  }))

const noteOneOfEach = () => {
  countSync({ trigger: "webhook", outcome: "refused", code: "email_unverified", seconds: 0.25 })
  countDenial({ feature: "bulk_orders", code: "verification_pending" })
  countWebhook({ type: "user.updated", outcome: "ignored", reason: "stale", lagSeconds: 3 })
  countWriteBack({ outcome: "written", seconds: 0.5 })
  countReconciled({ outcome: "equal", users: 498 })
}

describe("metrics", () => {
  let telemetry: ReturnType<typeof registerExporter>

  afterEach(async () => {
    metrics.disable()
    await telemetry.provider.shutdown()
  })

  it("counts in an exporter that is registered after the first count", async () => {
    noteOneOfEach()
    telemetry = registerExporter()
    noteOneOfEach()

    const found = await telemetry.collect()

    expect(pointsOf(found.get("customer_role.denials"))).toEqual([
      { attributes: { feature: "bulk_orders", code: "verification_pending" }, value: 1 },
    ])
    expect(pointsOf(found.get("customer_role.sync.duration"))).toEqual([
      { attributes: { trigger: "webhook", outcome: "refused", code: "email_unverified" }, value: { count: 1, sum: 0.25 } },
    ])
    expect(pointsOf(found.get("customer_role.webhooks"))).toEqual([
      { attributes: { type: "user.updated", outcome: "ignored", reason: "stale" }, value: 1 },
    ])
    expect(pointsOf(found.get("customer_role.webhook.lag"))).toEqual([
      { attributes: { type: "user.updated", outcome: "ignored" }, value: { count: 1, sum: 3 } },
    ])
    expect(pointsOf(found.get("customer_role.write_back.duration"))).toEqual([
      { attributes: { outcome: "written" }, value: { count: 1, sum: 0.5 } },
    ])
    expect(pointsOf(found.get("customer_role.reconciliation.users"))).toEqual([{ attributes: { outcome: "equal" }, value: 498 }])
  })

  it("creates each metric with the kind, unit, description and attributes of its table", async () => {
    telemetry = registerExporter()
    noteOneOfEach()

    const found = await telemetry.collect()

    expect([...found.keys()].sort()).toEqual(Object.keys(METRICS).sort())
    for (const [name, { kind, unit, description, attributes }] of Object.entries(METRICS)) {
      const metric = found.get(name)
      const used = metric?.dataPoints.flatMap((point) => Object.keys(point.attributes))
      expect(metric?.descriptor).toMatchObject({ unit, description })
      expect(metric?.dataPointType).toBe(kind === "counter" ? DataPointType.SUM : DataPointType.HISTOGRAM)
      expect(used).toEqual([...attributes])
    }
  })

  it("adds up equal attributes and separates different ones", async () => {
    telemetry = registerExporter()
    countDenial({ feature: "quotes", code: "business_account_required" })
    countDenial({ feature: "quotes", code: "business_account_required" })
    countDenial({ feature: "Wholesale catalogue", code: "business_account_required" })

    const found = await telemetry.collect()

    expect(pointsOf(found.get("customer_role.denials"))).toEqual([
      { attributes: { feature: "quotes", code: "business_account_required" }, value: 2 },
      { attributes: { feature: "Wholesale catalogue", code: "business_account_required" }, value: 1 },
    ])
  })

  it("puts all invented types, reasons and codes into one series", async () => {
    telemetry = registerExporter()
    for (let index = 0; index < 100; index += 1) {
      countWebhook({ type: `session.made_up_${index}`, outcome: "ignored", reason: `user_${index}`, lagSeconds: index })
      countSync({ trigger: "request", outcome: "failed", code: `ECONNREFUSED 10.0.0.${index}`, seconds: 1 })
      countDenial({ feature: "quotes", code: `cus_${index}` })
    }

    const found = await telemetry.collect()

    expect(pointsOf(found.get("customer_role.webhooks"))).toEqual([
      { attributes: { type: "other", outcome: "ignored", reason: "other" }, value: 100 },
    ])
    expect(pointsOf(found.get("customer_role.webhook.lag"))).toHaveLength(1)
    expect(pointsOf(found.get("customer_role.sync.duration"))).toEqual([
      { attributes: { trigger: "request", outcome: "failed", code: "other" }, value: { count: 100, sum: 100 } },
    ])
    expect(pointsOf(found.get("customer_role.denials"))).toEqual([{ attributes: { feature: "quotes", code: "other" }, value: 100 }])
  })

  it("accepts every error code as code and reason, and every status of Clerk's as reason", async () => {
    telemetry = registerExporter()
    const reasons = [...Object.keys(ERROR_CATALOGUE), "clerk_429", "clerk_500"]
    for (const code of reasons) {
      countDenial({ feature: "quotes", code })
      countWebhook({ type: "user.created", outcome: "failed", reason: code })
    }

    const found = await telemetry.collect()

    const valuesOf = (name: string, attribute: string) => pointsOf(found.get(name)).map(({ attributes }) => attributes[attribute])
    expect(valuesOf("customer_role.webhooks", "reason")).toEqual(reasons)
    expect(valuesOf("customer_role.denials", "code")).toEqual([...Object.keys(ERROR_CATALOGUE), "other"])
  })

  it("records a negative lag as zero", async () => {
    telemetry = registerExporter()
    countWebhook({ type: "user.created", outcome: "applied", lagSeconds: -2 })

    const found = await telemetry.collect()

    expect(pointsOf(found.get("customer_role.webhook.lag"))).toEqual([
      { attributes: { type: "user.created", outcome: "applied" }, value: { count: 1, sum: 0 } },
    ])
  })

  it("counts a delivery without a known time and records no lag", async () => {
    telemetry = registerExporter()
    countWebhook({ type: "unknown", outcome: "rejected", reason: "invalid_signature" })

    const found = await telemetry.collect()

    expect(pointsOf(found.get("customer_role.webhooks"))).toEqual([
      { attributes: { type: "other", outcome: "rejected", reason: "invalid_signature" }, value: 1 },
    ])
    expect(found.has("customer_role.webhook.lag")).toBe(false)
  })

  it("switches to an exporter that replaces the first", async () => {
    const first = registerExporter()
    countReconciled({ outcome: "mended", users: 2 })
    metrics.disable()
    telemetry = registerExporter()
    countReconciled({ outcome: "mended", users: 3 })

    const found = await telemetry.collect()
    const foundByFirst = await first.collect()
    await first.provider.shutdown()

    expect(pointsOf(foundByFirst.get("customer_role.reconciliation.users"))).toEqual([{ attributes: { outcome: "mended" }, value: 2 }])
    expect(pointsOf(found.get("customer_role.reconciliation.users"))).toEqual([{ attributes: { outcome: "mended" }, value: 3 }])
  })
})
