import type { OrderLineError } from "medusa-customer-role-storefront"
import { toSheet } from "../error-sheet"
import { lineProblemOf } from "../line-problem"
import { pastedAs } from "../pasted"

describe("A pasted text", () => {
  it.each([
    ["one cell of Excel, which ends in a line break", "BOLT-10\r\n", "text"],
    ["a name with a comma", "Bolt, M10", "text"],
    ["a row of two cells", "BOLT-10\t400\r\n", "sheet"],
    ["several rows with semicolons", "sku;qty\nBOLT-10;4", "sheet"],
    ["a column of article numbers", "BOLT-10\nNUT-20\n", "articles"],
  ])("is read as it is meant: %s", (_name, text, kind) => {
    expect(pastedAs(text).kind).toBe(kind)
  })
})

describe("The sheet of errors", () => {
  it("quotes what needs it and gives spreadsheets no formula to run", () => {
    expect(
      toSheet(
        [
          ["Row", "Article"],
          ["3", '=1+1;"x"'],
        ],
        ";"
      )
    ).toBe('\uFEFFRow;Article\r\n3;"\'=1+1;""x"""\r\n')
  })
})

describe("The problem of a row", () => {
  const error = (more: Partial<OrderLineError>): OrderLineError => ({ index: 0, sku: "BOLT", code: "unknown_sku", message: "", ...more })

  it.each([
    [error({ sku: null }), "1", { key: "no_product", count: 0 }],
    [error({ sku: "5,58199E+12" }), "1", { key: "damaged_number", count: 0 }],
    [error({ code: "invalid_quantity" }), " ", { key: "no_quantity", count: 0 }],
    [error({ code: "insufficient_stock", available: 6 }), "10", { key: "insufficient_stock", count: 6 }],
    [error({ code: "below_minimum", message: "At least 100 must be ordered." }), "5", { key: "below_minimum", count: 100 }],
  ])("of %j with the quantity %j is %j", (problem, quantity, expected) => {
    expect(lineProblemOf(problem, quantity)).toEqual(expected)
  })
})
