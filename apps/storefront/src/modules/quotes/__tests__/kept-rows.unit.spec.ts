import { inputOfRows, rowsOfInput } from "../kept-rows"

describe("the lines of a quote that is asked for", () => {
  it("come out of what is kept as they went in, in their order", () => {
    const rows = Array.from({ length: 12 }, (_, at) => ({
      id: `row-${at}`,
      sku: `A.${at}`,
      quantity: at === 3 ? "" : String(at),
      wish: { target: at % 2 ? "1,50" : "", note: at === 5 ? "in boxes" : "" },
    }))
    expect(rowsOfInput({ message: "Hello", ...inputOfRows(rows) })).toEqual(rows)
  })

  it("are none where nothing is kept", () => {
    expect(rowsOfInput({ message: "Hello" })).toEqual([])
  })
})
