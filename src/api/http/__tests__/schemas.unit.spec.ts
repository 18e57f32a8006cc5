import { lineSchema } from "../schemas"

const parse = (line: Record<string, unknown>) => lineSchema({}).parse({ sku: "BOLT-10", ...line })

describe("lineSchema", () => {
  it.each([5, 0, -3, 1.5, 1e21])("leaves the number %p to the check of the lines", (quantity) => {
    expect(parse({ quantity })).toEqual({ sku: "BOLT-10", quantity })
  })

  it.each<[unknown, string]>([
    ["5", 'The quantity must be a whole number, not a text: send 5 instead of "5".'],
    ["1e3", 'The quantity must be a whole number, not the text "1e3".'],
    ["", 'The quantity must be a whole number, not the text "".'],
    [true, "The quantity must be a whole number, not true."],
    [[5], "The quantity must be a whole number, not a list."],
    [{}, "The quantity must be a whole number, not an object."],
    [null, "The line has no quantity. Send a whole number."],
    [undefined, "The line has no quantity. Send a whole number."],
  ])("says what is wrong with the quantity %p", (quantity, message) => {
    expect(parse({ quantity })).toEqual({ sku: "BOLT-10", quantity: NaN, problem: { code: "invalid_quantity", message } })
  })

  it("takes no problem from outside", () => {
    expect(lineSchema({}).safeParse({ sku: "BOLT-10", quantity: 1, problem: { code: "unknown_sku", message: "" } }).success).toBe(false)
  })
})
