import { lineSchema } from "../schemas"

const parse = (line: Record<string, unknown>) => lineSchema({}).parse({ sku: "BOLT-10", ...line })

describe("lineSchema", () => {
  it.each([5, 0, -3, 1.5, 1e21])("passes the number %p on, for the line check to judge", (quantity) => {
    expect(parse({ quantity })).toEqual({ sku: "BOLT-10", quantity })
  })

  it.each<[unknown, string]>([
    ["5", 'The quantity is a text, not a whole number. Send 5 instead of "5".'],
    ["1e3", 'The quantity is the text "1e3". Send a whole number.'],
    ["", 'The quantity is the text "". Send a whole number.'],
    [true, "The quantity is true. Send a whole number."],
    [[5], "The quantity is a list. Send a whole number."],
    [{}, "The quantity is an object. Send a whole number."],
    [null, "The line has no quantity. Send a whole number."],
    [undefined, "The line has no quantity. Send a whole number."],
  ])("explains what is wrong with the quantity %p", (quantity, message) => {
    expect(parse({ quantity })).toEqual({ sku: "BOLT-10", quantity: NaN, problem: { code: "invalid_quantity", message } })
  })

  it("refuses a problem that the client sends", () => {
    expect(lineSchema({}).safeParse({ sku: "BOLT-10", quantity: 1, problem: { code: "unknown_sku", message: "" } }).success).toBe(false)
  })
})
