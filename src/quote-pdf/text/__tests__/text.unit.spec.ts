import path from "node:path"
import fc from "fast-check"
import { cleanLine, cleanText } from "../clean-text"
import { UnusableFontError } from "../font-family"
import { graphemesOf } from "../graphemes"
import { breakLines } from "../line-breaks"
import { assertUsableFonts, Typeface } from "../typeface"
import { toVisualOrder } from "../visual-order"
import { HEBREW } from "../../__tests__/fonts"

const anyText = fc.string({ unit: "binary", maxLength: 200 })

describe("cleanText", () => {
  it.each([
    ["one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"],
    ["a\t b\u3000c", "a b c"],
    ["1\u202f234", "1\u00a0234"],
    ["a\0b\u0007c\u001b[31md", "abc[31md"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    ["\ufeffzero\u200bwidth\u00ad", "zerowidth"],
    ["half a pair: \ud83c", "half a pair: \ufffd"],
    ["e\u0301", "é"],
    ["a\n\n\n\n\nb", "a\n\nb"],
    ["  \n ", ""],
    ["می\u200cخواهم", "می\u200cخواهم"],
  ])("turns %j into %j", (text, clean) => {
    expect(cleanText(text)).toBe(clean)
  })

  it("keeps at most six marks on a letter", () => {
    expect(cleanText(`q${"\u0334".repeat(1000)}`)).toBe(`q${"\u0334".repeat(6)}`)
  })

  it("changes nothing a second time", () => {
    fc.assert(fc.property(anyText, (text) => expect(cleanText(cleanText(text))).toBe(cleanText(text))))
  })
})

describe("cleanLine", () => {
  it("returns one line", () => {
    expect(cleanLine(" one \n\n two\nthree ")).toBe("one two three")
  })
})

describe("graphemesOf", () => {
  it.each([
    ["abc", ["a", "b", "c"]],
    ["e\u0301x", ["e\u0301", "x"]],
    ["👩‍👩‍👧‍👦🇩🇪👍🏽", ["👩‍👩‍👧‍👦", "🇩🇪", "👍🏽"]],
    ["\u0301a", ["\u0301", "a"]],
    ["a\nb", ["a", "\n", "b"]],
    ["", []],
  ])("splits %j", (text, graphemes) => {
    expect(graphemesOf(text)).toEqual(graphemes)
  })

  it("loses no character", () => {
    fc.assert(fc.property(anyText, (text) => expect(graphemesOf(text).join("")).toBe(text)))
  })
})

describe("breakLines", () => {
  const measure = (text: string): number => Array.from(text).length

  it.each([
    ["Hex bolts, zinc plated", 12, ["Hex bolts,", "zinc plated"]],
    ["one\ntwo\n\nthree", 12, ["one", "two", "", "three"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["to abcdefghij", 4, ["to", "abcd", "efgh", "ij"]],
    ["1\u00a0234,50\u00a0€", 5, ["1\u00a0234", ",50\u00a0€"]],
    ["日本語の商品名", 4, ["日本語の", "商品名"]],
    ["M8-40/DIN-125", 7, ["M8-40/", "DIN-125"]],
    ["", 5, [""]],
  ])("breaks %j at %d", (text, width, lines) => {
    expect(breakLines(text, width, measure)).toEqual(lines)
  })

  it("returns only lines that fit or have a single character, and loses nothing but blanks", () => {
    fc.assert(
      fc.property(anyText.map(cleanText), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = breakLines(text, width, measure)
        expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""))
        for (const line of lines) {
          expect(measure(line) <= width || graphemesOf(line).length === 1).toBe(true)
        }
      })
    )
  })
})

describe("Typeface", () => {
  const roboto = new Typeface()

  it.each(["Größe 10 €", "Ελλάδα", "Привет", "naïve œuvre", "£ ₪ ₽"])("writes %s with Roboto", (text) => {
    expect(roboto.covers(text)).toBe(true)
    expect(roboto.writable(text)).toBe(text)
  })

  it.each([
    ["日本 Hex", "\ufffd\ufffd Hex"],
    ["👩‍👩‍👧‍👦!", "\ufffd!"],
    ["a\u0334b", "ab"],
    ["x\u200cy", "xy"],
    ["", ""],
  ])("writes %j as %j", (text, expected) => {
    expect(roboto.writable(text)).toBe(expected)
    expect(roboto.covers(roboto.writable(text))).toBe(true)
  })

  it("uses Roboto for characters that the shop's font lacks, and keeps blanks and marks with the word before", () => {
    const runs = new Typeface(HEBREW).runs("Bolt שלום, 12")
    expect(runs.map(({ text, family }) => [text, family.name])).toEqual([
      ["Bolt ", "Roboto"],
      ["שלום", "Own"],
      [", 12", "Roboto"],
    ])
  })

  it("is wider in bold", () => {
    expect(roboto.width("Quote Q-000123", "bold")).toBeGreaterThan(roboto.width("Quote Q-000123", "normal"))
  })

  it.each([
    ["a file that is not there", path.join(__dirname, "missing.ttf")],
    ["a file that is not a font", __filename],
    ["a folder", __dirname],
    ["an address", "http://127.0.0.1:9/font.ttf"],
    ["the name of a font", "Helvetica"],
  ])("refuses %s", (_, file) => {
    expect(() => assertUsableFonts({ normal: file, bold: file })).toThrow(UnusableFontError)
    expect(() => assertUsableFonts({ normal: file, bold: file })).toThrow(`${file} cannot be used as a font: `)
  })

  it("accepts readable fonts", () => {
    expect(() => assertUsableFonts(HEBREW)).not.toThrow()
  })
})

describe("toVisualOrder", () => {
  const typeface = new Typeface(HEBREW)
  const order = (line: string): string[] => toVisualOrder(line, (text) => typeface.runs(text)).map(({ text }) => text)

  it.each([
    ["Hex bolt (zinc)", ["Hex bolt (zinc)"]],
    ["שלום עולם", ["עולם", " ", "שלום"]],
    ["Bolt שלום עולם ISO", ["Bolt", " ", "עולם", " ", "שלום", " ", "ISO"]],
    ["ברגי M8 × 40", ["M8", " ", "×", " ", "40", " ", "ברגי"]],
    ["אבץ (12)", ["(", "12", ")", " ", "אבץ"]],
  ])("orders %s from left to right", (line, pieces) => {
    expect(order(line)).toEqual(pieces)
  })

  it("reverses digits that pdfmake would reverse again", () => {
    const runs = toVisualOrder("عدد ١٢", (text) => [{ text, family: typeface.families[0] }])
    expect(runs.map(({ text }) => text)).toEqual(["٢١", " ", "عدد"])
  })

  it("loses no character", () => {
    const letters = fc.string({ unit: fc.constantFrom("א", "ב", "ع", "a", "1", "١", " ", "-", ",", "x"), maxLength: 40 })
    fc.assert(fc.property(letters, (line) => expect([...order(line).join("")].sort()).toEqual([...line].sort())))
  })
})
