import fc from "fast-check"
import { groupByTier } from "../price-tiers"

const tier = (price_set_id: string, min_quantity: number | null, max_quantity: number | null = null) => ({
  price_set_id,
  min_quantity,
  max_quantity,
})
const line = (price_set_id: string, quantity: number) => ({ price_set_id, quantity })

describe("groupByTier", () => {
  it("prices lines without tiers together, whatever their quantities", () => {
    const lines = [line("a", 1), line("b", 50), line("c", 700)]

    expect(groupByTier(lines, [])).toEqual([lines])
  })

  it("separates lines on either side of a bound", () => {
    const lines = [line("a", 9), line("b", 10), line("c", 49), line("d", 50)]
    const tiers = ["a", "b", "c", "d"].map((id) => tier(id, 10, 49))

    expect(groupByTier(lines, tiers)).toEqual([[lines[0]], [lines[1], lines[2]], [lines[3]]])
  })

  it("returns no groups for no lines", () => {
    expect(groupByTier([], [])).toEqual([])
  })

  it("never groups lines that a tier separates, and loses none", () => {
    const bound = fc.option(fc.integer({ min: 1, max: 30 }))
    const id = fc.constantFrom("a", "b", "c")
    const holds = ({ min_quantity, max_quantity }: ReturnType<typeof tier>, quantity: number) =>
      (min_quantity === null || min_quantity <= quantity) && (max_quantity === null || max_quantity >= quantity)
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.integer({ min: 1, max: 40 }))), fc.array(fc.tuple(id, bound, bound)), (pairs, bounds) => {
        const lines = pairs.map(([set, quantity]) => line(set, quantity))
        const tiers = bounds
          .map(([set, min, max]) => tier(set, min, max))
          .filter((one) => one.min_quantity !== null || one.max_quantity !== null)
        const groups = groupByTier(lines, tiers)

        expect(groups.flat()).toHaveLength(lines.length)
        for (const group of groups) {
          for (const one of tiers) {
            const asked = holds(one, group[0].quantity)
            const own = group.filter(({ price_set_id }) => price_set_id === one.price_set_id)
            expect(own.every(({ quantity }) => holds(one, quantity) === asked)).toBe(true)
          }
        }
      })
    )
  })
})
