import { leastQuantity, readQuantityRules } from "../quantity-rules"

describe("readQuantityRules", () => {
  it("takes the variant's word before the product's, rule by rule", () => {
    expect(readQuantityRules({ min_quantity: 20, other: 1 }, { min_quantity: 10, max_quantity: 100, quantity_increment: 5 })).toEqual({
      rules: { min_quantity: 20, max_quantity: 100, quantity_increment: 5 },
      malformed: [],
    })
  })

  it("reads numbers that were typed as text, and takes an empty text for none", () => {
    expect(readQuantityRules({ min_quantity: "", max_quantity: " 12 " }, { min_quantity: "6" })).toEqual({
      rules: { min_quantity: 6, max_quantity: 12 },
      malformed: [],
    })
  })

  it.each([0, -1, 1.5, NaN, "ten", "1,000", "-5", true, {}, [5], 1e300, "9".repeat(20)])(
    "ignores %p and says so, so that the product's rule counts",
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

  it("finds none where there is no metadata", () => {
    expect(readQuantityRules(null, undefined)).toEqual({ rules: {}, malformed: [] })
  })
})

describe("leastQuantity", () => {
  it("is the first multiple of the increment from the minimum on", () => {
    expect([{}, { min_quantity: 12 }, { quantity_increment: 5 }, { min_quantity: 12, quantity_increment: 5 }].map(leastQuantity)).toEqual([
      1, 12, 5, 15,
    ])
  })
})
