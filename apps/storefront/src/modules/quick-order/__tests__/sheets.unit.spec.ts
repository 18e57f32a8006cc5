import type { OrderLineError } from "medusa-customer-role-storefront"
import { toSheet } from "../error-sheet"
import { lineProblemOf } from "../line-problem"
import { looksLikeFile } from "../looks-like-file"
import { pastedAs } from "../pasted"

describe("A pasted text", () => {
  it.each([
    ["one cell of Excel, which ends in a line break", "BOLT-10\r\n", "text"],
    ["a name with a comma", "Bolt, M10", "text"],
    ["a row of two cells", "BOLT-10\t400\r\n", "sheet"],
    ["several rows with semicolons", "sku;qty\nBOLT-10;4", "sheet"],
    ["one line of a CSV", "BOLT-10;400", "sheet"],
    ["one line of a CSV with commas", "BOLT-10,400\n", "sheet"],
    ["a column of article numbers", "BOLT-10\nNUT-20\n", "articles"],
  ])("is read as it is meant: %s", (_name, text, kind) => {
    expect(pastedAs(text).kind).toBe(kind)
  })
})

describe("A pasted list", () => {
  it.each([
    ["10 x BOLT-10\n4 × NUT-20\n3 Stk TLS/5", ["10 BOLT-10", "4 NUT-20", "3 TLS/5"]],
    ["BOLT-10 10\nNUT-20 x 4\nKÜ-10/25 3 Stück", ["10 BOLT-10", "4 NUT-20", "3 KÜ-10/25"]],
    ["AB 12\nAB 13", [" AB 12", " AB 13"]],
    ["BOLT-10 10\nNUT-20", [" BOLT-10 10", " NUT-20"]],
  ])("of an e-mail %j has the articles %j", (text, expected) => {
    const pasted = pastedAs(text)
    expect(pasted.kind === "articles" && pasted.articles.map(({ sku, quantity = "" }) => `${quantity} ${sku}`)).toEqual(expected)
  })
})

describe("A file that is no sheet", () => {
  it.each([
    ["PK\u0003\u0004\u0014", true],
    ["%PDF-1.7", true],
    ["PKZ;Menge\nBOLT-10;4", false],
    ["sku;qty", false],
  ])("is known by its first characters: %j %s", (text, isFile) => {
    expect(looksLikeFile(text)).toBe(isFile)
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
    [
      error({
        code: "invalid_quantity",
        message:
          'The quantity "1.200" is not clear: it may be 1200 or 1.2, and no other number of the column shows which. Write it in digits only.',
        raw: "BOLT;1.200",
      }),
      "",
      { key: "doubtful_quantity", count: 1200 },
    ],
    [error({ code: "insufficient_stock", available: 6 }), "10", { key: "insufficient_stock", count: 6 }],
    [error({ code: "below_minimum", message: "At least 100 must be ordered." }), "5", { key: "below_minimum", count: 100 }],
  ])("of %j with the quantity %j is %j", (problem, quantity, expected) => {
    expect(lineProblemOf(problem, quantity)).toEqual(expected)
  })
})
