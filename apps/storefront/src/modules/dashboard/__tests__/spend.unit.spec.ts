import { spendByMonth, type SpendOrder } from "../spend"

const order = (createdAt: string, total: number, more: Partial<SpendOrder> = {}): SpendOrder => ({
  createdAt,
  total,
  currency: "eur",
  isCancelled: false,
  ...more,
})

const now = new Date("2026-03-15T12:00:00Z")

const totals = (orders: SpendOrder[], options: { timeZone?: string; months?: number; readUpTo?: string } = {}) =>
  Object.fromEntries(
    spendByMonth(orders, { now, timeZone: "Europe/Berlin", months: 3, ...options })?.months.map(({ month, total }) => [month, total]) ?? []
  )

describe("spend by month", () => {
  it.each([
    ["America/Los_Angeles", { "2026-01": 0, "2026-02": 100, "2026-03": 0 }],
    ["UTC", { "2026-01": 0, "2026-02": 100, "2026-03": 0 }],
    ["Europe/Berlin", { "2026-01": 0, "2026-02": 0, "2026-03": 100 }],
    ["Pacific/Auckland", { "2026-01": 0, "2026-02": 0, "2026-03": 100 }],
  ])("counts an order of the last half hour of February, UTC, in the month that it is in %s", (timeZone, expected) => {
    expect(totals([order("2026-02-28T23:30:00Z", 100)], { timeZone })).toEqual(expected)
  })

  it.each([
    ["America/Los_Angeles", "2026-02"],
    ["Europe/Berlin", "2026-03"],
    ["Pacific/Auckland", "2026-03"],
  ])("ends with the month that it is in %s", (timeZone, month) => {
    const spend = spendByMonth([order("2026-02-01T12:00:00Z", 1)], { now: new Date("2026-03-01T03:00:00Z"), timeZone, months: 12 })
    expect(spend?.months).toHaveLength(12)
    expect(spend?.months.at(-1)?.month).toBe(month)
  })

  it("has a month without orders as 0, across the turn of a year", () => {
    expect(totals([order("2026-03-01T12:00:00Z", 5)], { months: 5 })).toEqual({
      "2025-11": 0,
      "2025-12": 0,
      "2026-01": 0,
      "2026-02": 0,
      "2026-03": 5,
    })
  })

  it("adds up to the cent", () => {
    expect(totals(Array.from({ length: 100 }, () => order("2026-03-01T12:00:00Z", 0.1)))).toMatchObject({ "2026-03": 10 })
  })

  it("adds up currencies without decimals", () => {
    const yen = { currency: "jpy" }
    expect(totals([order("2026-03-01T12:00:00Z", 1200, yen), order("2026-03-02T12:00:00Z", 300, yen)])).toMatchObject({ "2026-03": 1500 })
  })

  it("leaves cancelled orders out", () => {
    expect(totals([order("2026-03-01T12:00:00Z", 5), order("2026-03-01T12:00:00Z", 9, { isCancelled: true })])).toMatchObject({
      "2026-03": 5,
    })
  })

  it("does not call a month 0 that was read in part only", () => {
    const orders = [order("2026-03-01T12:00:00Z", 5), order("2026-02-20T12:00:00Z", 7)]
    expect(totals(orders, { readUpTo: "2026-02-20T12:00:00Z" })).toEqual({ "2026-01": null, "2026-02": null, "2026-03": 5 })
  })

  it("adds up the currency of most orders, and counts the others", () => {
    const orders = [
      order("2026-03-01T12:00:00Z", 5),
      order("2026-03-01T12:00:00Z", 6),
      order("2026-03-01T12:00:00Z", 900, { currency: "usd" }),
    ]
    expect(spendByMonth(orders, { now, timeZone: "UTC", months: 1 })).toEqual({
      currency: "eur",
      months: [{ month: "2026-03", total: 11 }],
      otherCurrencies: 1,
    })
  })

  it("is nothing without orders that count", () => {
    expect(spendByMonth([], { now, timeZone: "UTC", months: 12 })).toBeNull()
    expect(spendByMonth([order("2026-03-01T12:00:00Z", 5, { isCancelled: true })], { now, timeZone: "UTC", months: 12 })).toBeNull()
  })
})
