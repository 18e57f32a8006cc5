import { CATALOGUE } from "../../../../src/seed/catalogue"
import { daysAgo } from "../dates"
import { NEIGHBOURS } from "../people"
import { BULK_ORDERS, QUOTES } from "../trade"

const SKUS = new Set(CATALOGUE.flatMap(({ variants }) => variants.map(({ sku }) => sku)))

/** How many days ago a business was verified, rounded down; undefined if it is not. */
const verifiedDaysAgo = (id: string): number | undefined => {
  const neighbour = NEIGHBOURS.find((one) => one.id === id)
  return neighbour?.decision?.outcome === "verified" ? neighbour.daysAgo - Math.ceil(neighbour.decision.afterHours / 24) : undefined
}

describe("the weeks before the demo", () => {
  it("have people with ids and addresses of their own, in ASCII", () => {
    expect(new Set(NEIGHBOURS.map(({ id }) => id)).size).toBe(NEIGHBOURS.length)
    expect(NEIGHBOURS.filter(({ email }) => !/^[a-z]+\.[a-z]+@[a-z]+\.example$/.test(email))).toEqual([])
  })

  it.each([...QUOTES, ...BULK_ORDERS])("let only verified businesses buy, and only what there is: $by, $daysAgo days ago", (trade) => {
    expect(verifiedDaysAgo(trade.by)).toBeGreaterThanOrEqual(trade.daysAgo)
    expect(trade.items.filter(([sku]) => !SKUS.has(sku))).toEqual([])
  })

  it("have quotes and orders whose numbers rise with time, and turns in their order", () => {
    for (const days of [QUOTES, BULK_ORDERS, ...QUOTES.map(({ daysAgo: asked, turns }) => [{ daysAgo: asked }, ...turns])]) {
      const order = days.map((day) => day.daysAgo)
      expect(order).toEqual([...order].sort((one, other) => other - one))
    }
  })

  it("take place in office hours", () => {
    const now = new Date(2026, 10, 29, 3)
    for (let index = 0; index < 60; index++) {
      const date = daysAgo(index, index, now)
      expect(date.getHours()).toBeGreaterThanOrEqual(8)
      expect(date.getHours()).toBeLessThan(18)
      expect(new Date(2026, 10, 29 - index).toDateString()).toBe(date.toDateString())
    }
  })
})
