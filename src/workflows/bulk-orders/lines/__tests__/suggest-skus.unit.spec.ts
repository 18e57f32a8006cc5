import { closestTo } from "../suggest-skus"

const CATALOGUE = ["BOLT-10", "BOLT-12", "BOLT-100", "Bolt-16", "NUT-20", "WASHER-8"]

describe("closestTo", () => {
  it.each([
    ["a wrong character", "BOLT-1O", ["BOLT-10", "BOLT-12", "Bolt-16"]],
    ["two characters swapped", "NTU-20", ["NUT-20"]],
    ["another case", "washer8", ["WASHER-8"]],
    ["the start of a SKU", "NUT", ["NUT-20"]],
    ["something else", "SCREW-99", []],
  ])("returns the likely SKUs for %s", (_, sku, expected) => {
    expect(closestTo(sku, CATALOGUE)).toEqual(expected)
  })

  it("puts SKUs that differ only in case first", () => {
    expect(closestTo("bolt-10", ["Bolt-16", "Bolt-10", "BOLT-10"])).toEqual(["BOLT-10", "Bolt-10", "Bolt-16"])
  })

  it("returns only SKUs within the limit", () => {
    expect(closestTo("BOLT", CATALOGUE)).toEqual(["BOLT-10", "BOLT-12", "Bolt-16"])
    expect(closestTo("BOLT", CATALOGUE, 2)).toEqual([])
    expect(closestTo("BOLT-9", CATALOGUE, 2)).toEqual(["BOLT-10", "BOLT-12", "Bolt-16"])
  })
})
