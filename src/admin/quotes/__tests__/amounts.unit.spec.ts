import { discounted, discountOf, priceDigits, readNumber, totalOf } from "../amounts"

describe("amounts of a quote", () => {
  it("add up exactly", () => {
    const items = [
      { quantity: 3, unit_price: 0.1 },
      { quantity: 5000, unit_price: 0.1235 },
    ]
    expect(totalOf(items, "unit_price")).toBe(617.8)
    expect(totalOf([{ quantity: 999_999, unit_price: 12_345.67 }], "unit_price")).toBe(12_345_657_654.33)
    expect(totalOf([], "unit_price")).toBe(0)
  })

  it("have no total while a price is missing", () => {
    expect(
      totalOf(
        [
          { quantity: 1, unit_price: 2 },
          { quantity: 1, unit_price: null },
        ],
        "unit_price"
      )
    ).toBeNull()
  })

  it.each([
    [0.15, 50, 2, 0.08],
    [1.005, 0, 3, 1.005],
    [19.99, 12.5, 2, 17.49],
    [0.125, 10, 3, 0.113],
    [1000, 33.33, 0, 667],
  ])("less a discount round half up: %d less %d %% with %d decimals", (list, percentage, digits, expected) => {
    expect(discounted(list, percentage, digits)).toBe(expected)
  })

  it("tell the discount in percent, if there is a list price", () => {
    expect(discountOf({ list_unit_price: 0.12, unit_price: 0.11 })).toBe(8.33)
    expect(discountOf({ list_unit_price: 10, unit_price: 12 })).toBe(-20)
    expect(discountOf({ list_unit_price: null, unit_price: 12 })).toBeNull()
    expect(discountOf({ list_unit_price: 0, unit_price: 0 })).toBeNull()
  })

  it("have the currency's decimals, or those of a finer list price", () => {
    expect(priceDigits({ list_unit_price: 0.125 }, "eur")).toBe(3)
    expect(priceDigits({ list_unit_price: 12 }, "eur")).toBe(2)
    expect(priceDigits({ list_unit_price: null }, "jpy")).toBe(0)
  })
})

describe("typed numbers", () => {
  const price = { digits: 2, least: 0, most: 1_000_000 }

  it("may have a point or a comma", () => {
    expect(readNumber("12,5", price)).toEqual({ value: 12.5 })
    expect(readNumber(" 12.50 ", price)).toEqual({ value: 12.5 })
    expect(readNumber("0", price)).toEqual({ value: 0 })
  })

  it("are refused if they could mean two things, or nothing", () => {
    expect(readNumber("1.234", price)).toEqual({ fault: "decimals" })
    for (const typed of ["1.234,00", "1,234.00", "1e3", "-1", "12 €", "", "."]) {
      expect(readNumber(typed, price)).toEqual({ fault: "format" })
    }
    expect(readNumber("1000001", price)).toEqual({ fault: "range" })
    expect(readNumber("1,5", { digits: 0, least: 1, most: 9 })).toEqual({ fault: "decimals" })
  })
})
