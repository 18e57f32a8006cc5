import fc from "fast-check"
import { bareSku, differencesOf, foldCase, foldSku, quoteSku } from "../look-alike-skus"

const areSame = (one: string, other: string): boolean => foldSku(one) === foldSku(other)

describe("foldSku", () => {
  it.each([
    ["Cyrillic in the other case", "болт-10", "БОЛТ-10"],
    ["umlauts in the other case", "ärgerlich-ÜBEL", "ÄRGERLICH-übel"],
    ["Greek with a final sigma", "ΒΙΔΕΣ-1", "βιδες-1"],
    ["a capital sharp s", "GRO\u1E9E-1", "groß-1"],
    ["accents that are letters of their own", "A\u0308-1", "\u00E4-1"],
    ["a line break at the end", "BOLT-10\r\n", "BOLT-10"],
    ["a no-break space at the end", "BOLT-10\u00A0", "BOLT-10"],
    ["a no-break space inside", "AB\u00A0CD", "AB CD"],
    ["a thin space inside", "10\u200925", "10 25"],
    ["several blanks", "AB  CD", "AB CD"],
    ["an ideographic space", "AB\u3000CD", "AB CD"],
    ["a hyphen of its own", "10\u201025", "10-25"],
    ["a hyphen that does not break", "10\u201125", "10-25"],
    ["an en dash", "10\u201325", "10-25"],
    ["an em dash", "10\u201425", "10-25"],
    ["a minus sign", "10\u221225", "10-25"],
    ["a dash in full width", "10\uFF0D25", "10-25"],
    ["letters and digits in full width", "ＢＯＬＴ－１０", "BOLT-10"],
    ["katakana in half width", "ﾎﾞﾙﾄ-10", "ボルト-10"],
    ["zero-width characters", "BO\u200BLT\u2060-\uFEFF10", "BOLT-10"],
    ["a mark of direction", "BOLT-10\u200F", "BOLT-10"],
    ["a missing dash between letter and digit", "BOLT10", "BOLT-10"],
    ["a missing dash between digit and letter", "10A", "10-A"],
    ["a missing dash behind an accent", "a\u030A\u03161", "A\u0316\u030A-1"],
    ["a missing blank between letter and digit", "M10", "M 10"],
    ["a blank for a dash between letter and digit", "BOLT 10", "BOLT-10"],
    ["blanks around punctuation", "10 / 25", "10/25"],
    ["blanks around a sign", "10 × 25", "10×25"],
    ["blanks around a dash", "AB - CD", "AB-CD"],
    ["blanks around a dash between digits", "10 \u2013 25", "10-25"],
    ["a dash beside punctuation", "A./-1", "A./1"],
  ])("ignores %s", (_, one, other) => {
    expect(foldSku(one)).toBe(foldSku(other))
  })

  it.each([
    ["a dash in another place", "M10-25", "M102-5"],
    ["a dash that is missing between digits", "M1025", "M10-25"],
    ["a blank that is missing between digits", "10 25", "1025"],
    ["a blank for a dash between digits", "10 25", "10-25"],
    ["a dash that is missing between letters", "ABCD", "AB-CD"],
    ["a blank that is missing between letters", "AB CD", "ABCD"],
    ["a blank for a dash between letters", "AB CD", "AB-CD"],
    ["a superscript", "10²", "102"],
    ["a blank that is missing before a superscript", "10 ²", "10²"],
    ["a subscript", "H₂", "H2"],
    ["a superscript minus", "10⁻2", "10-2"],
    ["a fraction", "½", "1/2"],
    ["a digit in a circle", "A①", "A1"],
    ["a Roman numeral of its own", "Ⅷ", "VIII"],
    ["a ligature", "\uFB01x-1", "fix-1"],
    ["the trade mark", "AB™", "ABTM"],
    ["a sharp s as two", "straße-1", "STRASSE-1"],
    ["an i whose capital has a dot", "K\u0130T-1", "kit-1"],
    ["a dotless i", "k\u0131t-1", "KIT-1"],
    ["a letter without its accent", "Ångström", "Angstrom"],
    ["a Cyrillic letter that looks Latin", "\u0410-1", "A-1"],
    ["letter O and zero", "BO-1", "B0-1"],
    ["a sign", "A+1", "A1"],
    ["a dot", "1.5", "15"],
    ["a leading dash", "-2", "2"],
    ["a wave dash", "1\u301C2", "1-2"],
    ["a keycap behind a digit", "1\u20E3 2", "1\u20E32"],
  ])("distinguishes %s", (_, one, other) => {
    expect(foldSku(one)).not.toBe(foldSku(other))
  })

  const text = fc.string({ unit: fc.constantFrom(..."aBcßẞéΣςİıЖ²½①ﬁＡ１1234567890./+ -\u00A0\u2013\u2212\u200B\n\u0301\u0323\u3000") })
  const anyText = fc.oneof(text, fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }))

  it("leaves folded SKUs unchanged", () => {
    fc.assert(
      fc.property(anyText, (sku) => expect(foldSku(foldSku(sku))).toBe(foldSku(sku))),
      { numRuns: 2_000 }
    )
  })

  it("ignores case, Unicode form and invisible characters of any SKU", () => {
    const inOtherCase = (letter: string) => {
      const other = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()
      return letter === "\u0131" || [...other].length > 1 ? letter : other
    }
    fc.assert(
      fc.property(anyText, (sku) => {
        expect(areSame([...sku].map(inOtherCase).join(""), sku)).toBe(true)
        expect(areSame(sku.normalize("NFD"), sku)).toBe(true)
        expect(areSame(sku.normalize("NFC"), sku)).toBe(true)
        expect(areSame(`\u200B${[...sku].join("\u2060")}\u00A0`, sku)).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })

  it("never joins or separates two digits", () => {
    const digitsOf = (sku: string) => sku.match(/[0-9]+/g) ?? []
    const plain = fc.string({ unit: fc.constantFrom(..."abXY0123456789./+ -\u00A0\u2013") })
    fc.assert(
      fc.property(plain, (sku) => expect(digitsOf(foldSku(sku))).toEqual(digitsOf(sku))),
      { numRuns: 2_000 }
    )
  })

  it("keeps the order of letters and digits, whatever is between them", () => {
    const plain = fc.string({ unit: fc.constantFrom(..."abxy019 -") })
    fc.assert(
      fc.property(plain, (sku) => expect(bareSku(foldSku(sku))).toBe(sku.replace(/[ -]/g, ""))),
      { numRuns: 1_000 }
    )
  })

  it("folds hostile texts in linear time", () => {
    const started = performance.now()
    for (const part of [" ", "-", " -", "a\u0301", "\u0301\u0323", "\u200B", "1 a-", "\uFF9E"]) {
      foldSku(part.repeat(512 / part.length))
      foldSku(part.repeat(500_000))
    }
    // Linear work stays far below this even on a busy machine; quadratic work goes far beyond it.
    expect(performance.now() - started).toBeLessThan(30_000)
  })
})

describe("foldCase", () => {
  it("folds every letter of Unicode that has another case", () => {
    const missed: string[] = []
    for (let code = 0x80; code <= 0x1ffff; code++) {
      const letter = String.fromCodePoint(code)
      // JavaScript's case-insensitive regular expressions compare letters by Unicode's simple folding.
      const others = [letter.toLowerCase(), letter.toUpperCase()].filter((other) => [...other].length === 1 && other !== letter)
      const isSimple = (other: string) => new RegExp(`^${other}$`, "iu").test(letter)
      missed.push(...others.filter((other) => isSimple(other) && foldCase(other) !== foldCase(letter)))
    }
    expect(missed).toEqual([])
  })
})

describe("differencesOf", () => {
  it.each([
    ["ab-1", "AB-1", ["in the case of letters"]],
    ["ab 1", "AB-1", ["in the case of letters", "in blanks", "in dashes"]],
    ["AB1", "AB-1", ["in dashes"]],
    ["AB\u20131", "AB-1", ["in dashes"]],
    ["AB-1", "AB-1\u00A0", ["in blanks"]],
    ["AB-1", "AB-1\u200B", ["in invisible characters"]],
    ["ＡＢ-1", "AB-1", ["in the width of characters"]],
    ["\u00C4-1", "A\u0308-1", ["in how accents are written"]],
    ["AB-1", "AB-1", []],
  ])("names the differences between %j and %j: %j", (one, other, expected) => {
    expect(differencesOf(one, other)).toEqual(expected)
  })
})

describe("quoteSku", () => {
  it("escapes invisible characters", () => {
    expect(quoteSku("BO\u200BLT 10\u00A0\n")).toBe('"BO\\u200BLT 10\\u00A0\\u000A"')
  })
})
