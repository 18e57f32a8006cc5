import { variantTitleOf } from "../variant-title"

describe("variantTitleOf", () => {
  it.each([
    ["42 / Black", "Boot", "42 / Black"],
    [" 42 ", "Boot", "42"],
    ["Default", "Boot", null],
    ["Default Title", "Boot", null],
    ["Default variant", "Boot", null],
    ["DEFAULT VARIANT ", "Boot", null],
    ["Größe", "GRÖßE", null],
    ["Boot", "Boot", null],
    ["", "Boot", null],
    ["Default, red", "Boot", "Default, red"],
  ])("returns for the title %j of the product %j: %j", (title, product_title, expected) => {
    expect(variantTitleOf({ title, product_title })).toBe(expected)
  })
})
