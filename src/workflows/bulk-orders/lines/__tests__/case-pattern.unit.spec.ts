import { toCasePattern } from "../case-pattern"

const finds = (term: string, text: string) => new RegExp(toCasePattern(term), "u").test(text)

describe("toCasePattern", () => {
  it.each([
    ["po-47", "PO-4711"],
    ["ärger", "Bäcker & ÄRGER"],
    ["заказ", "ЗАКАЗ-7"],
    ["ΒΊΔΕΣ", "βίδες"],
    ["\u00E4", "A\u0308"],
    ["100%", "Oak_100%"],
    ["***:a", "***:A"],
    ["a.b\\c", "A.B\\C"],
  ])("finds %s in %s", (term, text) => {
    expect(finds(term, text)).toBe(true)
  })

  it.each([
    [".", "PO"],
    ["_", "PO"],
    ["a|b", "a"],
    ["[a-z]", "b"],
    ["ss", "ß"],
  ])("does not find %s in %s", (term, text) => {
    expect(finds(term, text)).toBe(false)
  })
})
