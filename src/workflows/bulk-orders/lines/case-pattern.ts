import { foldCase } from "../../../modules/customer-role/look-alike-skus"

const LAST_LETTER_WITH_CASE = 0x1e943
const HAS_CASE = /\p{Changes_When_Casemapped}/u
const SPECIAL = /[\\^$.|?*+()[\]{}]/g

let variants: Map<string, string[]> | undefined

/** Returns every way to write a folded letter. */
const variantsOf = (folded: string): string[] => {
  variants ??= listVariants()
  return variants.get(folded) ?? [folded]
}

const listVariants = (): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  for (let code = 0; code <= LAST_LETTER_WITH_CASE; code++) {
    const letter = String.fromCodePoint(code)
    if (HAS_CASE.test(letter)) {
      const folded = foldCase(letter)
      found.set(folded, [...(found.get(folded) ?? [folded]), letter])
    }
  }
  return found
}

/**
 * Returns a regular expression of PostgreSQL for texts that contain a term in any case, with accents in either form. It lists
 * all spellings of each letter, so the result does not depend on the database's locale. Special characters are escaped.
 *
 * @example
 * toCasePattern("Ä.1") // "(?:ä|Ä|…)\\.1"
 */
export const toCasePattern = (term: string): string =>
  [...foldCase(term)]
    .map((letter) => {
      const spellings = new Set(variantsOf(letter).flatMap((variant) => [variant, variant.normalize("NFD")]))
      const escaped = [...spellings].map((spelling) => spelling.replace(SPECIAL, "\\$&"))
      return escaped.length > 1 ? `(?:${escaped.join("|")})` : escaped[0]
    })
    .join("")
