/** What is longer is nobody's part number, and is compared as it is: folding must not cost a caller's megabyte. */
const LONGEST = 512

// What is seen as a blank: white space, and the fillers that Unicode counts among letters and symbols.
const BLANKS = /[\s\u0085\u2800\u3164\uFFA0]+/gu

// What nobody sees: zero-width characters, marks of direction, variation selectors, control characters.
const INVISIBLE = /(?![\t-\r\u0085\u3164\uFFA0])[\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]/gu

// Everything that is typed or typeset as a dash. Wave dashes and the superscript minus say something else.
const DASHES = /(?![\u301C\u3030])[\p{Pd}\u02D7\u2043\u2212]/gu

// The block of full and half width forms, but for U+FFE3, of which NFKC makes a blank.
const WIDTH_FORMS = /[\uFF01-\uFF9F\uFFA1-\uFFE2\uFFE4-\uFFEE]+/g

const BEYOND_ASCII = /[^\0-\x7F]/gu

// The language decides whether the dotless i is a letter in another case. Nobody's SKU is given away for it.
const WITHOUT_CASE = "\u0131"

const BLANKS_AROUND_DASHES = / ?-[ -]*/g
const BESIDE_PUNCTUATION = /(?<=[\p{P}\p{S}])[ -]|[ -](?=[\p{P}\p{S}])/gu
// The separator comes first: looking back through accents from every position would take quadratic time.
const BEHIND_LETTER = /[ -](?=\p{N})(?<=\p{L}\p{M}*[ -])/gu
const BEHIND_DIGIT = /[ -](?=\p{L})(?<=\p{N}[ -])/gu

const withoutInvisible = (text: string): string => text.replace(INVISIBLE, "")

const withoutWidth = (text: string): string => text.replace(WIDTH_FORMS, (forms) => forms.normalize("NFKC"))

// Letter by letter, since the lower case of a word knows a final sigma. What becomes several letters in upper case, as ß
// and ligatures do, is another word to a person, and stays.
const foldLetter = (letter: string): string => {
  const lower = letter.toLowerCase()
  const upper = lower.toUpperCase()
  return letter === WITHOUT_CASE || [...upper].length > 1 ? lower : upper.toLowerCase()
}

/**
 * A text without the case of its letters, by Unicode's simple case folding: whatever the language, the platform and the
 * database. Letters with accents are written in one form.
 *
 * @example
 * foldCase("ÄRGER") === foldCase("ärger") // true
 */
export const foldCase = (text: string): string =>
  text.normalize("NFD").replace(BEYOND_ASCII, foldLetter).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()).normalize("NFC")

const foldSeparators = (text: string): string =>
  text
    .replace(BLANKS, " ")
    .replace(DASHES, "-")
    .replace(BLANKS_AROUND_DASHES, "-")
    .trim()
    .replace(BESIDE_PUNCTUATION, "")
    .replace(BEHIND_LETTER, "")
    .replace(BEHIND_DIGIT, "")

/**
 * What SKUs have in common that are the same to a person. Neither case, kinds of blanks and of dashes, invisible
 * characters nor width forms count, and a blank or dash may be missing around punctuation and between a letter and a
 * digit. One between two digits or two letters counts. The database keeps the result: whoever changes the rule lets a
 * migration empty `variant_sku_key.sku_key`, so that it is worked out anew.
 *
 * @example
 * foldSku("Bolt\u00A010") // "bolt10"
 * foldSku("M10\u201325") // "m10-25"
 */
export const foldSku = (sku: string): string =>
  sku.length > LONGEST ? sku : foldSeparators(foldCase(withoutWidth(withoutInvisible(sku))))

/**
 * A folded SKU without any blank or dash: what is to be suggested, and never more, where only those differ.
 *
 * @example
 * bareSku(foldSku("M10-25")) // "m1025"
 */
export const bareSku = (folded: string): string => folded.replace(/[ -]/g, "")

const withoutSeparators = (text: string): string => text.replace(BLANKS, "").replace(DASHES, "")

/** How each way of being written differently is seen: what is left of a SKU once nothing else counts. */
const ASPECTS: { name: string; of: (sku: string) => string }[] = [
  { name: "in the case of letters", of: (sku) => withoutSeparators(withoutWidth(withoutInvisible(sku)).normalize("NFC")) },
  { name: "in blanks", of: (sku) => foldCase(withoutWidth(withoutInvisible(sku))).replace(DASHES, "") },
  { name: "in dashes", of: (sku) => foldCase(withoutWidth(withoutInvisible(sku))).replace(BLANKS, "") },
  { name: "in invisible characters", of: (sku) => (sku.match(INVISIBLE) ?? []).join() },
  { name: "in the width of characters", of: (sku) => foldCase(withoutSeparators(withoutInvisible(sku))) },
]

/**
 * How two SKUs differ that have the same letters and digits.
 *
 * @example
 * differencesOf("ab 1", "AB-1") // ["in the case of letters", "in blanks", "in dashes"]
 */
export const differencesOf = (one: string, other: string): string[] => {
  const names = ASPECTS.filter(({ of }) => of(one) !== of(other)).map(({ name }) => name)
  return names.length > 0 || one === other ? names : ["in how accents are written"]
}

/**
 * A SKU in quotation marks, with whatever looks like another character or like nothing written out.
 *
 * @example
 * quoteSku("BOLT-10\u00A0") // "\"BOLT-10\\u00A0\""
 */
export const quoteSku = (sku: string): string => {
  const shown = sku.replace(/(?! )[\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase()
    return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`
  })
  return `"${shown}"`
}
