import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { fromBuiltPlugin } from "../helpers/built-plugin"
import { GERMAN_ADDRESS } from "../helpers/catalogue"
import type { ErrorAnswer } from "../helpers/http"
import { intercept, restoreIntercepted } from "../helpers/intercept"
import { ONE_BOLT, quotesOf } from "../helpers/quotes"
import { describeShop, type Shop } from "../helpers/shop"
import { addHistoryEntry } from "../helpers/written-states"

const PATH = "/admin/customer-role/statistics"

type StatisticsView = {
  from: string
  to: string
  interval: string
  time_zone: string
  sign_ups: { start: string; individual: number; business: number }[]
  businesses: Record<string, number>
  applications: { decided: number; oldest_pending_at: string | null; decision_seconds: { median: number | null; p90: number | null } }
  quotes: {
    requested: number
    sent: number
    accepted: number
    by_status: Record<string, number>
    value: { currency_code: string; open: number; accepted: number }[]
  }
  bulk_orders: { start: string; count: number; value: { currency_code: string; total: number }[] }[]
}

const dayAfter = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describeShop("GET /admin/customer-role/statistics", { catalogue: true }, (shop: Shop) => {
  const quotes = quotesOf(shop)
  const statistics = async (query = ""): Promise<StatisticsView> => {
    const { status, body } = await shop.get<StatisticsView>(`${PATH}${query}`, { token: shop.admin.token })
    expect({ status, body: status === 200 ? {} : body }).toEqual({ status: 200, body: {} })
    return body
  }
  const order = async (token: string, quantity: number) => {
    const body = { items: [{ sku: "BOLT-10", quantity }], shipping_address: GERMAN_ADDRESS }
    return (await shop.post<{ order: { id: string; total: number } }>("/store/orders/create-bulk", { token, body })).body.order
  }

  afterEach(restoreIntercepted)

  it("has every day of the last thirty, and today is the last, in a shop without customers", async () => {
    const body = await statistics()

    expect(body).toMatchObject({ from: dayAfter(-29), to: dayAfter(1), interval: "day", time_zone: "UTC" })
    expect(body.sign_ups).toEqual(Array.from({ length: 30 }, (_, day) => ({ start: dayAfter(day - 29), individual: 0, business: 0 })))
    expect(body.bulk_orders).toEqual(Array.from({ length: 30 }, (_, day) => ({ start: dayAfter(day - 29), count: 0, value: [] })))
    expect(body.applications).toEqual({ decided: 0, oldest_pending_at: null, decision_seconds: { median: null, p90: null } })
    expect(body.quotes).toEqual({
      requested: 0,
      sent: 0,
      accepted: 0,
      by_status: { requested: 0, sent: 0, accepted: 0, declined: 0, expired: 0, cancelled: 0, rejected: 0 },
      value: [],
    })
  })

  it("counts sign-ups by the account type at sign-up, and businesses by their status now", async () => {
    const changed = await shop.synced()
    await shop.synced()
    const waiting = await shop.syncedBusiness("pending")
    for (const decision of ["pending", "verified", "rejected", "revoked"] as const) {
      await shop.syncedBusiness(decision)
    }
    shop.clerk.users.update(changed.user.id, { unsafe_metadata: { accountType: "business", company: "Late" } })
    await shop.post("/store/customers/sync-role", { token: changed.token })

    const { sign_ups, businesses, applications } = await statistics()

    expect(sign_ups.at(-1)).toEqual({ start: dayAfter(0), individual: 2, business: 5 })
    expect(businesses).toEqual({ pending: 3, verified: 1, rejected: 1, revoked: 1 })
    expect(applications).toMatchObject({ decided: 3, oldest_pending_at: (await shop.adminRoleOf(waiting.id)).waiting_since })
    expect(applications.decision_seconds.median).toBeGreaterThan(0)
    expect((await statistics(`?to=${dayAfter(0)}`)).sign_ups.at(-1)).toEqual({ start: dayAfter(-1), individual: 0, business: 0 })
  })

  it("counts by the days of the clerk's time zone, through the change of the clocks", async () => {
    for (const at of [
      "2026-03-28T22:59Z",
      "2026-03-28T23:00Z",
      "2026-03-29T21:59Z",
      "2026-03-29T22:00Z",
      "2026-03-30T21:59:59.999Z",
      "2026-03-30T22:00Z",
    ]) {
      await addHistoryEntry(shop, { type: "created", at, after: { account_type: "individual" } })
    }
    const range = "?from=2026-03-28&to=2026-03-31"
    const counts = async (query: string) => (await statistics(query)).sign_ups.map(({ start, individual }) => [start, individual])

    expect(await counts(`${range}&time_zone=Europe/Berlin`)).toEqual([
      ["2026-03-28", 1],
      ["2026-03-29", 2],
      ["2026-03-30", 2],
    ])
    expect(await counts(range)).toEqual([
      ["2026-03-28", 2],
      ["2026-03-29", 2],
      ["2026-03-30", 2],
    ])
    expect(await counts("?from=2026-03-28&to=2026-04-01&interval=week&time_zone=Europe/Berlin")).toEqual([
      ["2026-03-28", 3],
      ["2026-03-30", 3],
    ])
    expect(await counts("?from=2026-03-29T22:00:00Z&to=2026-03-30T22:00:00Z&time_zone=Europe/Berlin")).toEqual([["2026-03-30", 2]])
    expect(await counts("?from=2026-02-15&to=2026-05-01&interval=month")).toEqual([
      ["2026-02-15", 0],
      ["2026-03-01", 6],
      ["2026-04-01", 0],
    ])
  })

  it("measures the time from application to the first decision", async () => {
    const pending = { verification_status: "pending" }
    for (const [customer_meta_id, hours] of [
      ["cmeta_1", 1],
      ["cmeta_2", 2],
      ["cmeta_3", 4],
    ] as const) {
      await addHistoryEntry(shop, { customer_meta_id, type: "created", at: "2026-01-01T00:00Z", after: pending })
      await addHistoryEntry(shop, { customer_meta_id, type: "verified", at: "2026-01-02T00:00Z", before: pending, after: {} })
      await addHistoryEntry(shop, { customer_meta_id, type: "pending", at: "2026-03-01T00:00Z", after: pending })
      await addHistoryEntry(shop, { customer_meta_id, type: "details_changed", at: "2026-03-01T00:30Z", before: pending, after: pending })
      await addHistoryEntry(shop, { customer_meta_id, type: "rejected", at: `2026-03-01T0${hours}:00Z`, before: pending, after: {} })
      await addHistoryEntry(shop, {
        customer_meta_id,
        type: "verified",
        at: "2026-03-02T00:00Z",
        before: { verification_status: "rejected" },
        after: {},
      })
    }

    expect((await statistics("?from=2026-03-01&to=2026-04-01")).applications).toMatchObject({
      decided: 3,
      decision_seconds: { median: 7_200, p90: 12_960 },
    })
  })

  it("counts quotes once, and values those that are open and accepted", async () => {
    const { token } = await shop.syncedBusiness("verified")
    const { id } = await quotes.offered(token, { prices: { "BOLT-10": 7.25 } }, { items: [{ sku: "BOLT-10", quantity: 3 }] })
    await quotes.admin.change(id, { items: [{ sku: "NUT-20", quantity: 1, unit_price: 0.1 }] })
    await quotes.admin.send(id)
    const { status } = await quotes.accept(token, await quotes.read(token, id))
    await quotes.requested(token, { items: [{ sku: "NUT-20", quantity: 2 }] })
    const offered = await quotes.sent(token)
    await quotes.in("declined", token)
    expect(status).toBe(200)

    const figures = (await statistics()).quotes

    expect(figures).toEqual({
      requested: 4,
      sent: 3,
      accepted: 1,
      by_status: { requested: 1, sent: 1, accepted: 1, declined: 1, expired: 0, cancelled: 0, rejected: 0 },
      value: [{ currency_code: "eur", open: 5 + (offered.total ?? 0), accepted: 21.85 }],
    })
    const past = await statistics(`?from=${dayAfter(-60)}&to=${dayAfter(-30)}`)
    expect(past.quotes).toEqual({ ...figures, requested: 0, sent: 0, accepted: 0, value: [] })
    expect(past.bulk_orders.every(({ count }) => count === 0)).toBe(true)
  })

  it("counts bulk orders with Medusa's totals, but neither cancelled ones nor accepted quotes", async () => {
    const { token } = await shop.syncedBusiness("verified")
    const first = await order(token, 1)
    const second = await order(token, 3)
    const cancelled = await order(token, 5)
    await cancelOrderWorkflow(shop.container).run({ input: { order_id: cancelled.id } })
    const offered = await quotes.offered(token, {}, { items: ONE_BOLT })
    expect((await quotes.accept(token, offered)).status).toBe(200)

    expect((await statistics()).bulk_orders.at(-1)).toEqual({
      start: dayAfter(0),
      count: 2,
      value: [{ currency_code: "eur", total: Math.round((first.total + second.total) * 1000) / 1000 }],
    })
  })

  it("takes all figures from one snapshot", async () => {
    const { token } = await shop.syncedBusiness("verified")
    const { QUOTE_MODULE } = fromBuiltPlugin<{ QUOTE_MODULE: string }>("modules/quote")
    intercept(shop.container.resolve(QUOTE_MODULE), "getFigures", async () => {
      await shop.synced()
      await quotes.requested(token)
    })

    const { sign_ups, quotes: figures } = await statistics()

    expect(sign_ups.at(-1)).toMatchObject({ individual: 0, business: 1 })
    expect(figures).toMatchObject({ requested: 0, by_status: { requested: 0 }, value: [] })
  })

  it.each([
    ["from=yesterday", "from: must be a date such as 2026-11-30"],
    ["from=2026-02-30", "from: must be a date"],
    ["from=2026-11-30T10:00:00", "from: must be a date"],
    ["to=1969-12-31", "to: must be in the years from 1970"],
    ["from=0000-01-01&to=0000-01-02", "from: must be in the years"],
    ["from=2026-11-02&to=2026-11-02", "later than from"],
    ["from=2026-11-03&to=2026-11-02", "later than from"],
    ["from=2025-01-01&to=2026-01-03", "more than 366 intervals. Send a longer interval"],
    ["from=1970-01-01&to=2999-12-31&interval=month", "more than 366 intervals"],
    ["interval=year", "interval: must be one of day, week, month"],
    ["time_zone=Mars/Olympus", "time_zone: must be UTC or a time zone such as Europe/Berlin"],
    ["time_zone=%2B02:00", "time_zone: must be UTC"],
    ["time_zone=UTC&time_zone=UTC", "time_zone"],
    ["region=eu", "has unknown fields: region"],
  ])("refuses %s and says what to send", async (query, message) => {
    const { status, body } = await shop.get<ErrorAnswer>(`${PATH}?${query}`, { token: shop.admin.token })

    expect({ status, code: body.code, message: body.message }).toEqual({
      status: 400,
      code: "invalid_request",
      message: expect.stringContaining(message),
    })
  })
})
