import { tierAt, tiersOf } from "../tiers"

const PRICE = { currency: "eur", withTax: 11.9, withoutTax: 10, list: null }

describe("prices by quantity", () => {
  const tiers = tiersOf(PRICE, [
    { min_quantity: 1, amount: 10 },
    { min_quantity: 50, amount: 8 },
  ])

  it("have the tax of the price of a single unit", () => {
    expect(tiers).toEqual([
      { from: 1, to: 49, withTax: 11.9, withoutTax: 10 },
      { from: 50, to: null, withTax: 9.52, withoutTax: 8 },
    ])
  })

  it("keep prices that include the tax", () => {
    expect(tiersOf(PRICE, [{ min_quantity: 1, amount: 11.9 }])).toEqual([{ from: 1, to: null, withTax: 11.9, withoutTax: 10 }])
  })

  it.each([
    [0, 1],
    [49, 1],
    [50, 50],
    [9999, 50],
  ])("for %i units are those from %i on", (quantity, from) => {
    expect(tierAt(tiers, quantity)?.from).toBe(from)
  })

  it("are none where the shop tells none", () => {
    expect(tiersOf(PRICE, [])).toEqual([])
    expect(tierAt([], 5)).toBeUndefined()
  })
})
