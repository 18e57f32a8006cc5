import { offeredPriceOf } from "../offered-price"

const line = (list_unit_price: number) => ({ sku: "BOLT-10", title: "Bolts", list_unit_price })
const JPY = 0
const EUR = 2
const KWD = 3

describe("offeredPriceOf", () => {
  it("returns undefined if the input offers no price", () => {
    expect(offeredPriceOf(line(9.99), EUR, {})).toBeUndefined()
  })

  it.each([
    [JPY, 1250, 33, 838],
    [JPY, 1, 50, 1],
    [JPY, 1, 50.1, 0],
    [JPY, 999, 0.05, 999],
    [EUR, 9.99, 5, 9.49],
    [EUR, 0.05, 50, 0.03],
    [EUR, 1.005, 0, 1.005],
    [EUR, 0.01, 50, 0.01],
    [EUR, 0.01, 51, 0],
    [EUR, 10, 33.333333, 6.67],
    [EUR, 8, 100, 0],
    [EUR, 0, 10, 0],
    [KWD, 0.105, 50, 0.053],
    [KWD, 12.345, 12.5, 10.802],
    [KWD, 0.001, 50, 0.001],
  ])("with %i decimals, %f minus %f per cent is %f", (decimals, list, discount_percentage, expected) => {
    expect(offeredPriceOf(line(list), decimals, { discount_percentage })).toBe(expected)
  })

  it.each([
    [JPY, 1250, 12, 1238],
    [JPY, 10, 0.5, 10],
    [EUR, 0.3, 0.1, 0.2],
    [EUR, 9.99, 9.99, 0],
    [EUR, 9.99, 0.005, 9.99],
    [KWD, 0.105, 0.0005, 0.105],
    [KWD, 1.1, 0.001, 1.099],
  ])("with %i decimals, %f minus %f is %f", (decimals, list, discount_amount, expected) => {
    expect(offeredPriceOf(line(list), decimals, { discount_amount })).toBe(expected)
  })

  it("keeps the decimals of a list price that has more than the currency", () => {
    expect(offeredPriceOf(line(0.1234), EUR, { discount_percentage: 50 })).toBe(0.0617)
    expect(offeredPriceOf(line(0.1235), EUR, { discount_percentage: 50 })).toBe(0.0618)
    expect(offeredPriceOf(line(0.5), JPY, { discount_percentage: 10 })).toBe(0.5)
    expect(offeredPriceOf(line(0.1234), EUR, { unit_price: 0.0999 })).toBe(0.0999)
    expect(offeredPriceOf(line(1e-7), EUR, { unit_price: 2e-7 })).toBe(2e-7)
  })

  it.each([
    [JPY, 1250, 1250, true],
    [JPY, 1250, 0.5, false],
    [JPY, 1250, 1e12, true],
    [EUR, 9.99, 9.9, true],
    [EUR, 9.99, 0, true],
    [EUR, 9.99, 9.985, false],
    [EUR, 10, 1e-7, false],
    [KWD, 0.105, 0.052, true],
    [KWD, 0.105, 0.0525, false],
  ])("with %i decimals and a list price of %f, an offer of %f is allowed: %s", (decimals, list, unit_price, can) => {
    const offer = () => offeredPriceOf(line(list), decimals, { unit_price })

    if (can) {
      expect(offer()).toBe(unit_price)
    } else {
      expect(offer).toThrow(/^The unit price of BOLT-10 can have at most \d decimals\. Round it\.$/)
    }
  })

  it("refuses a discount larger than the list price", () => {
    expect(() => offeredPriceOf(line(8), EUR, { discount_amount: 8.01 })).toThrow(
      "The discount on BOLT-10 is more than its list price. Lower it."
    )
    expect(() => offeredPriceOf({ ...line(8), sku: null }, EUR, { discount_amount: 8.001 })).toThrow(/on Bolts/)
  })
})
