/** @own-app */
import { metrics } from "@opentelemetry/api"
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { describeShop } from "../helpers/shop"

describeShop("A shop with an OpenTelemetry SDK", {}, (shop) => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 })
  const provider = new MeterProvider({ readers: [reader] })
  let before: Record<string, number> = {}
  let lines: string[] = []

  /** Returns the values of a counter by two attributes. */
  const totalsOf = async (name: string, attributes: [string, string]): Promise<Record<string, number>> => {
    await provider.forceFlush()
    const found =
      exporter
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? []
    const points = found.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? []
    return Object.fromEntries(
      points.map(({ attributes: values, value }) => [attributes.map((key) => values[key]).join(" "), Number(value)])
    )
  }
  const denials = () => totalsOf("customer_role.denials", ["feature", "code"])
  /** Returns the denials since the test began. */
  const newDenials = async () => {
    const changed = Object.entries(await denials()).map(([key, count]) => [key, count - (before[key] ?? 0)] as const)
    return Object.fromEntries(changed.filter(([, count]) => count > 0))
  }
  const linesOf = (event: string) => lines.filter((line) => line.startsWith(`${event} `))

  beforeAll(() => {
    metrics.setGlobalMeterProvider(provider)
    const logger = shop.container.resolve(ContainerRegistrationKeys.LOGGER)
    for (const level of ["debug", "info", "warn", "error"] as const) {
      const spied: { [name in typeof level]: (message: string) => void } = logger
      jest.spyOn(spied, level).mockImplementation((message) => void lines.push(String(message)))
    }
  })
  beforeEach(async () => {
    before = await denials()
    lines = []
  })
  afterAll(async () => {
    jest.restoreAllMocks()
    metrics.disable()
    await provider.shutdown()
  })

  it("counts and logs every refusal by a guard, and records it in the history once", async () => {
    const { id, user, token } = await shop.synced()
    for (let tries = 0; tries < 3; tries++) {
      await shop.post("/store/orders/create-bulk", { token, body: {} })
    }
    await shop.post("/store/quotes/request", { token, body: {} })

    expect(await newDenials()).toEqual({ "bulk_orders business_account_required": 3, "quotes business_account_required": 1 })
    expect(linesOf("customer_role.access_denied")).toEqual([
      ...Array.from(
        { length: 3 },
        () => `customer_role.access_denied customer_id=${id} clerk_user_id=${user.id} feature=bulk_orders code=business_account_required`
      ),
      `customer_role.access_denied customer_id=${id} clerk_user_id=${user.id} feature=quotes code=business_account_required`,
    ])
    expect((await shop.historyOf(id)).filter((type) => type === "access_denied")).toHaveLength(2)
  })

  it("logs why it refuses tokens that Clerk has signed, once a minute for each reason and origin", async () => {
    const user = shop.clerkUser()
    const refused = async (token: string) => {
      const { status, body } = await shop.get("/store/products", { token })
      expect({ status, body }).toEqual({ status: 401, body: { type: "unauthorized", code: "invalid_token", message: expect.any(String) } })
      return body.message
    }
    const foreign = () => refused(shop.tokenOf(user, { azp: "https://evil.example" }))
    const messages = [
      await foreign(),
      await foreign(),
      await foreign(),
      await refused(shop.tokenOf(user, { azp: null })),
      await refused(shop.tokenOf(user, { azp: null })),
      await refused(shop.tokenOf(user, { sts: "pending" })),
      await refused(shop.clerk.mintForgedToken(user.id)),
      await refused(shop.tokenOf(user, { expiresInSeconds: -60 })),
    ]

    expect(new Set(messages).size).toBe(1)
    const configured = `authorized_parties=${shop.clerk.authorizedParties.join(",")} refused=`
    expect(linesOf("customer_role.token_refused")).toEqual([
      `customer_role.token_refused reason=azp_not_listed azp=https://evil.example ${configured}1`,
      `customer_role.token_refused reason=azp_missing ${configured}1`,
      `customer_role.token_refused reason=session_pending azp=${shop.clerk.authorizedParties[0]} ${configured}1`,
    ])

    lines = []
    const now = Date.now
    const clock = jest.spyOn(Date, "now").mockImplementation(() => now() + 61_000)
    expect(
      (await shop.post("/auth/customer/clerk", { body: { token: shop.tokenOf(user, { azp: "https://evil.example" }) } })).body.code
    ).toBe("invalid_token")
    clock.mockRestore()

    expect(linesOf("customer_role.token_refused")).toEqual([
      `customer_role.token_refused reason=azp_not_listed azp=https://evil.example ${configured}3`,
    ])
  })

  it("counts refusals by workflows that run without a guard", async () => {
    const { createBulkOrderWorkflow } = fromBuiltPlugin<typeof import("../../src/workflows/bulk-orders")>("workflows/bulk-orders")
    const { id } = await shop.synced()
    const input = { customer_id: id, sales_channel_ids: [shop.salesChannelId], items: [{ sku: "BOLT-10", quantity: 1 }] }

    await expect(createBulkOrderWorkflow(shop.container).run({ input })).rejects.toMatchObject({ code: "business_account_required" })

    expect(await newDenials()).toEqual({ "bulk_orders business_account_required": 1 })
  })

  it("counts and logs an impersonator's refusals with both actors", async () => {
    const { id, user } = await shop.syncedBusiness("verified")
    const token = shop.tokenOf(user, { claims: { act: { sub: "user_support" } } })

    await shop.post("/store/customers/me?fields=id", { token, body: {} })
    await shop.post("/auth/customer/clerk", { body: { token } })

    expect(await newDenials()).toEqual({ "impersonation impersonation_not_allowed": 2 })
    const refused = "feature=impersonation code=impersonation_not_allowed"
    expect(linesOf("customer_role.access_denied")).toEqual(
      ["POST /store/customers/me", "POST /auth/customer/clerk"].map(
        (action) =>
          `customer_role.access_denied customer_id=${id} clerk_user_id=${user.id} ${refused} action="${action}" impersonator_id=user_support`
      )
    )
  })

  it("counts a disabled account once for each request, with any credential", async () => {
    const { id, user, token } = await shop.synced()
    const medusaToken = await shop.exchange(token)
    const cookie = await shop.openSession(medusaToken)
    await shop.webhook("user.updated", shop.clerk.users.ban(user.id))

    for (const caller of [{ token }, { token: medusaToken }, { cookie }]) {
      expect((await shop.get("/store/products", caller)).status).toBe(403)
    }
    expect((await shop.post("/auth/customer/clerk", { token })).status).toBe(403)

    expect(await newDenials()).toEqual({ "store account_disabled": 4 })
    expect(linesOf("customer_role.access_denied")).toEqual(
      Array.from(
        { length: 4 },
        () => `customer_role.access_denied customer_id=${id} clerk_user_id=${user.id} feature=store code=account_disabled`
      )
    )
  })

  it("counts syncs by trigger and outcome", async () => {
    const timesOf = async (key: string) => {
      await provider.forceFlush()
      const found =
        exporter
          .getMetrics()
          .at(-1)
          ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? []
      const points = found.find(({ descriptor }) => descriptor.name === "customer_role.sync.duration")?.dataPoints ?? []
      const point = points.find(({ attributes }) => `${attributes.trigger} ${attributes.outcome}` === key)
      return typeof point?.value === "object" ? point.value.count : 0
    }
    const counted = async () => [await timesOf("request created"), await timesOf("admin changed"), await timesOf("request refused")]
    const [created, changed, refused] = await counted()

    const { id, user } = await shop.synced()
    shop.clerk.users.update(user.id, { unsafe_metadata: { accountType: "business" } })
    await shop.post(`/admin/customers/${id}/role/resync`, { token: shop.admin.token })
    await shop.post("/store/customers/sync-role", { token: shop.tokenOf(shop.clerkUser({ email_verified: false })) })

    expect(await counted()).toEqual([created + 1, changed + 1, refused + 1])
  })

  it("logs the history of a role without personal data", async () => {
    const personal = {
      email: "grace.hopper@navy.example",
      first_name: "Gracious",
      last_name: "Hopperton",
      company: "Birchwood Holding",
      tax_id: "DE987654321",
    }
    const { id, token, user } = await shop.syncedBusiness("pending", personal)
    await shop.decide(id, false, { note: "Please send the register extract", internal_note: "Smells of fraud" })
    await shop.post(`/admin/customers/${id}/role`, { token: shop.admin.token, body: { company_name: "Willowtree AG" } })
    await shop.post("/store/orders/create-bulk", { token, body: {} })
    await shop.webhook("user.deleted", shop.clerk.users.delete(user.id))
    await shop.events.settle()

    const ours = lines.filter((line) => line.startsWith("customer_role."))
    expect(ours.map((line) => line.split(" ")[0])).toEqual(
      expect.arrayContaining([
        "customer_role.synced",
        "customer_role.corrected",
        "customer_role.access_denied",
        "customer_role.webhook_handled",
      ])
    )
    for (const secret of [...Object.values(personal), "Willowtree", "register extract", "fraud"]) {
      expect(ours.join("\n")).not.toContain(secret)
    }
    expect(linesOf("customer_role.corrected")).toEqual([
      `customer_role.corrected customer_id=${id} clerk_user_id=${user.id} actor_type=admin actor_id=${shop.admin.id}`,
    ])
  })
})
