import fc from "fast-check"
import { addUp } from "../add-up"
import { createFormats } from "../formats"

/** Reads an amount as people add it up on paper. */
const unitsOf = (text: string): bigint => BigInt(text.replace(/[^\d-]/g, ""))

const printer = (decimals: number) =>
  createFormats({ locale: "en", currencyCode: "points", decimalDigits: decimals, covers: () => true }).amount

const printed = (amounts: number[], total: number, decimals: number): { rows: bigint[]; sum: bigint } => {
  const amount = printer(decimals)
  return { rows: addUp(amounts, total, decimals).map((row) => unitsOf(amount(row))), sum: unitsOf(amount(total)) }
}

const sumOf = (rows: bigint[]): bigint => rows.reduce((left, right) => left + right, 0n)

const decimals = fc.constantFrom(0, 2, 3)
const units = fc.integer({ min: 0, max: 1_000_000_00 })
const rate = fc.constantFrom(0, 5.5, 7, 8, 10, 19, 20, 21, 25)

describe("addUp", () => {
  it.each([
    [[10 / 1.19, 7.5 / 1.19, 17.5 - 17.5 / 1.19], 17.5, 2, [8.4, 6.3, 2.8]],
    [[1000 / 1.1, 500 / 1.1, 1500 - 1500 / 1.1], 1500, 0, [909, 455, 136]],
    [[1 / 3, 1 / 3, 1 / 3], 1, 3, [0.333, 0.333, 0.334]],
    [[0.0375, 0.0375, 0.0375], 0.1125, 2, [0.04, 0.04, 0.03]],
    [[10, -2.5, 4.9, 2.356], 14.756, 2, [10, -2.5, 4.9, 2.36]],
    [[8.4, 6.3], 20, 2, [8.4, 6.3]],
    [[], 0, 2, []],
    [[NaN, 1], 1, 2, [NaN, 1]],
  ])("rounds %j with the total %d and %d decimals to %j", (amounts, total, digits, expected) => {
    expect(addUp(amounts, total, digits)).toEqual(expected)
  })

  it("makes rounded amounts add up, each at most one unit off, with taxes included or excluded", () => {
    fc.assert(
      fc.property(units, units, units, rate, fc.boolean(), decimals, (goods, delivery, discount, percent, inclusive, digits) => {
        const major = 10 ** digits
        const factor = 1 + percent / 100
        const net = (amount: number): number => amount / major / (inclusive ? factor : 1)
        const parts = [net(goods), -net(Math.min(discount, goods)), net(delivery)]
        const taxes = (parts[0] + parts[1] + parts[2]) * (percent / 100)
        const total = parts[0] + parts[1] + parts[2] + taxes
        const { rows, sum } = printed([...parts, taxes], total, digits)

        expect(sumOf(rows)).toBe(sum)
        for (const [index, amount] of [...parts, taxes].entries()) {
          expect(Math.abs(Number(rows[index]) - amount * major)).toBeLessThan(1.001)
        }
      }),
      { numRuns: 2000 }
    )
  })

  it("makes amounts add up if unit prices have more decimals than the currency", () => {
    const line = fc.record({ price: fc.integer({ min: 0, max: 10_000_000 }), quantity: fc.integer({ min: 1, max: 5_000 }) })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), decimals, (lines, digits) => {
        const exact = lines.map(({ price, quantity }) => price * quantity)
        const sum = exact.reduce((left, right) => left + right, 0)
        const { rows, sum: total } = printed(
          exact.map((value) => Number(`${value}e-5`)),
          Number(`${sum}e-5`),
          digits
        )

        expect(sumOf(rows)).toBe(total)
      }),
      { numRuns: 1000 }
    )
  })

  it("keeps amounts that need no rounding", () => {
    fc.assert(
      fc.property(fc.array(units, { minLength: 1, maxLength: 20 }), decimals, (amounts, digits) => {
        const exact = amounts.map((amount) => Number(`${amount}e-${digits}`))
        const total = Number(`${amounts.reduce((left, right) => left + right, 0)}e-${digits}`)
        expect(addUp(exact, total, digits)).toEqual(exact)
      })
    )
  })
})
