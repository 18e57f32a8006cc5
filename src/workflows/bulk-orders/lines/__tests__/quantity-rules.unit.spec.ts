import { leastQuantity, readQuantityRules } from "../quantity-rules"

describe("readQuantityRules", () => {
  it("prefers each rule of the variant over the product's", () => {
    expect(readQuantityRules({ min_quantity: 20, other: 1 }, { min_quantity: 10, max_quantity: 100, quantity_increment: 5 })).toEqual({
      rules: { min_quantity: 20, max_quantity: 100, quantity_increment: 5 },
      malformed: [],
    })
  })

  it("reads numbers typed as text, and ignores empty text", () => {
    expect(readQuantityRules({ min_quantity: "", max_quantity: " 12 " }, { min_quantity: "6" })).toEqual({
      rules: { min_quantity: 6, max_quantity: 12 },
      malformed: [],
    })
  })

  it.each([0, -1, 1.5, NaN, "ten", "1,000", "-5", true, {}, [5], 1e300, "9".repeat(20)])(
    "reports the malformed rule %p and applies the product's instead",
    (value) => {
      expect(readQuantityRules({ min_quantity: value }, { min_quantity: 5, quantity_increment: value })).toEqual({
        rules: { min_quantity: 5 },
        malformed: [
          { rule: "min_quantity", owner: "variant" },
          { rule: "quantity_increment", owner: "product" },
        ],
      })
    }
  )

  it("returns no rules without metadata", () => {
    expect(readQuantityRules(null, undefined)).toEqual({ rules: {}, malformed: [] })
  })
})

describe("leastQuantity", () => {
  it("returns the first multiple of the increment from the minimum on", () => {
    expect([{}, { min_quantity: 12 }, { quantity_increment: 5 }, { min_quantity: 12, quantity_increment: 5 }].map(leastQuantity)).toEqual([
      1, 12, 5, 15,
    ])
  })
})
