import { bulkOrderBars, changeOf, compareValues, countBulkOrders, groupRows, signUpBars } from "../series"

const signUps = (start: string, business: number, individual = 0) => ({ start, business, individual })
const orders = (start: string, count: number, ...value: [string, number][]) => ({
  start,
  count,
  value: value.map(([currency_code, total]) => ({ currency_code, total })),
})

describe("The bars of the overview's charts", () => {
  it("group days into weeks from Monday and into months, the first of them cut off", () => {
    const days = ["2026-10-31", "2026-11-01", "2026-11-02", "2026-11-08", "2026-11-09"]
    expect(groupRows(days, "day")).toHaveLength(5)
    expect(groupRows(days, "week")).toEqual([
      { start: "2026-10-31", from: 0, to: 2 },
      { start: "2026-11-02", from: 2, to: 4 },
      { start: "2026-11-09", from: 4, to: 5 },
    ])
    expect(groupRows(days, "month")).toEqual([
      { start: "2026-10-31", from: 0, to: 1 },
      { start: "2026-11-01", from: 1, to: 5 },
    ])
    expect(groupRows([], "week")).toEqual([])
  })

  it("add up each account type, and the same days of the period before", () => {
    const now = [signUps("2026-11-08", 1, 2), signUps("2026-11-09", 3), signUps("2026-11-10", 0, 4)]
    const before = [signUps("2026-11-05", 1), signUps("2026-11-06", 0, 5), signUps("2026-11-07", 2)]
    expect(signUpBars(now, before, "week")).toEqual([
      { start: "2026-11-08", parts: { individual: 2, business: 1 }, before: 1 },
      { start: "2026-11-09", parts: { individual: 4, business: 3 }, before: 7 },
    ])
  })

  it("leave nothing of the period before out if it touches one month more", () => {
    const now = [signUps("2025-01-15", 1), signUps("2025-02-01", 1)]
    const before = [signUps("2024-11-22", 1), signUps("2024-12-01", 2), signUps("2025-01-01", 4)]
    expect(signUpBars(now, before, "month").map((bar) => bar.before)).toEqual([1, 6])
  })

  it("show how many bulk orders there were, or their value in one currency", () => {
    const now = [orders("2026-11-09", 2, ["eur", 10.5], ["usd", 7]), orders("2026-11-10", 0)]
    const before = [orders("2026-11-07", 1, ["usd", 5]), orders("2026-11-08", 0)]
    expect(bulkOrderBars(now, before, "week", "count")).toEqual([{ start: "2026-11-09", parts: { orders: 2 }, before: 1 }])
    expect(bulkOrderBars(now, before, "week", "eur")).toEqual([{ start: "2026-11-09", parts: { orders: 10.5 }, before: 0 }])
    expect(countBulkOrders(now)).toBe(2)
  })

  it("come with the value in each currency of either period, the largest first, never added up", () => {
    const now = [orders("2026-11-09", 2, ["usd", 7], ["eur", 10]), orders("2026-11-10", 1, ["eur", 1])]
    const before = [orders("2026-11-07", 1, ["gbp", 5])]
    expect(compareValues(now, before)).toEqual([
      { currency_code: "eur", now: 11, before: 0 },
      { currency_code: "usd", now: 7, before: 0 },
      { currency_code: "gbp", now: 0, before: 5 },
    ])
    expect(compareValues([], [])).toEqual([])
  })

  it("come with no change where there was nothing before", () => {
    expect([changeOf(12, 8), changeOf(0, 8), changeOf(5, 0)]).toEqual([0.5, -1, undefined])
  })
})
