import { quantitiesOf, toQuantityPrices } from "../quantity-prices"

describe("the quantities at which a price can change", () => {
  it("begin with one unit, at each lower bound, and after each upper one", () => {
    expect(quantitiesOf([{ max_quantity: 49 }, { min_quantity: 50, max_quantity: 199 }, { min_quantity: "200" }])).toEqual([1, 50, 200])
  })

  it("are one unit where nothing has bounds", () => {
    expect(quantitiesOf([{ min_quantity: null, max_quantity: null }])).toEqual([1])
  })
})

describe("prices by quantity", () => {
  it("leave out those that repeat the one before, and quantities without a price", () => {
    const prices = [
      { quantity: 1, amount: 7.4 },
      { quantity: 20, amount: 7.4 },
      { quantity: 50, amount: "6.07" },
      { quantity: 99, amount: null },
    ]
    expect(toQuantityPrices(prices)).toEqual([
      { min_quantity: 1, amount: 7.4 },
      { min_quantity: 50, amount: 6.07 },
    ])
  })
})
