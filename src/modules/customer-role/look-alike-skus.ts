/** Longer texts are not part numbers. They are compared unfolded, because folding a megabyte would keep the server busy. */
const LONGEST = 512

// Whatever looks blank: white space, and fillers that Unicode counts as letters or symbols.
const BLANKS = /[\s\u0085\u2800\u3164\uFFA0]+/gu

// Invisible: zero-width characters, direction marks, variation selectors, control characters.
const INVISIBLE = /(?![\t-\r\u0085\u3164\uFFA0])[\p{Default_Ignorable_Code_Point}\p{Cc}\uFFF9-\uFFFB]/gu

// Everything typed or typeset as a dash. Wave dashes and the superscript minus mean something else.
const DASHES = /(?![\u301C\u3030])[\p{Pd}\u02D7\u2043\u2212]/gu

// Full and half width forms, without U+FFE3, which NFKC turns into a blank.
const WIDTH_FORMS = /[\uFF01-\uFF9F\uFFA1-\uFFE2\uFFE4-\uFFEE]+/g

const BEYOND_ASCII = /[^\0-\x7F]/gu

// The dotless i stays unchanged, because only some languages treat it as another letter's lower case.
const WITHOUT_CASE = "\u0131"

const BLANKS_AROUND_DASHES = / ?-[ -]*/g
const BESIDE_PUNCTUATION = /(?<=[\p{P}\p{S}])[ -]|[ -](?=[\p{P}\p{S}])/gu
// The separator comes first: a look-behind through accents at every position would take quadratic time.
const BEHIND_LETTER = /[ -](?=\p{N})(?<=\p{L}\p{M}*[ -])/gu
const BEHIND_DIGIT = /[ -](?=\p{L})(?<=\p{N}[ -])/gu

const withoutInvisible = (text: string): string => text.replace(INVISIBLE, "")

const withoutWidth = (text: string): string => text.replace(WIDTH_FORMS, (forms) => forms.normalize("NFKC"))

// Folds letter by letter, since lower-casing a word produces final sigmas. Letters with several upper-case letters, such as
// ß and ligatures, stay: people read them as a different spelling.
const foldLetter = (letter: string): string => {
  const lower = letter.toLowerCase()
  const upper = lower.toUpperCase()
  return letter === WITHOUT_CASE || [...upper].length > 1 ? lower : upper.toLowerCase()
}

/**
 * Folds the case of letters by Unicode's simple case folding, the same for every language, platform and database. Composes
 * accented letters.
 *
 * @example
 * foldCase("ÄRGER") === foldCase("ärger") // true
 */
export const foldCase = (text: string): string =>
  text
    .normalize("NFD")
    .replace(BEYOND_ASCII, foldLetter)
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .normalize("NFC")

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
 * Folds a SKU, so that SKUs that look the same to a person become equal. Ignores case, kinds of blanks and dashes, invisible
 * characters and width forms, and a missing blank or dash around punctuation or between a letter and a digit. A separator
 * between two digits or two letters counts.
 *
 * The database stores the result. If you change the rule, empty `variant_sku_key.sku_key` in a migration.
 *
 * @example
 * foldSku("Bolt\u00A010") // "bolt10"
 * foldSku("M10\u201325") // "m10-25"
 */
export const foldSku = (sku: string): string => (sku.length > LONGEST ? sku : foldSeparators(foldCase(withoutWidth(withoutInvisible(sku)))))

/**
 * Removes all blanks and dashes from a folded SKU. SKUs that are equal only in this form may be suggested, never assumed.
 *
 * @example
 * bareSku(foldSku("M10-25")) // "m1025"
 */
export const bareSku = (folded: string): string => folded.replace(/[ -]/g, "")

const withoutSeparators = (text: string): string => text.replace(BLANKS, "").replace(DASHES, "")

/** The ways in which two spellings differ, each with a function that keeps only this aspect of a SKU. */
const ASPECTS: { name: string; of: (sku: string) => string }[] = [
  { name: "in the case of letters", of: (sku) => withoutSeparators(withoutWidth(withoutInvisible(sku)).normalize("NFC")) },
  { name: "in blanks", of: (sku) => foldCase(withoutWidth(withoutInvisible(sku))).replace(DASHES, "") },
  { name: "in dashes", of: (sku) => foldCase(withoutWidth(withoutInvisible(sku))).replace(BLANKS, "") },
  { name: "in invisible characters", of: (sku) => (sku.match(INVISIBLE) ?? []).join() },
  { name: "in the width of characters", of: (sku) => foldCase(withoutSeparators(withoutInvisible(sku))) },
]

/**
 * Names the differences between two SKUs with the same letters and digits.
 *
 * @example
 * differencesOf("ab 1", "AB-1") // ["in the case of letters", "in blanks", "in dashes"]
 */
export const differencesOf = (one: string, other: string): string[] => {
  const names = ASPECTS.filter(({ of }) => of(one) !== of(other)).map(({ name }) => name)
  return names.length > 0 || one === other ? names : ["in how accents are written"]
}

/**
 * Quotes a SKU and escapes characters that are invisible or look like others.
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
