import { cleanCell } from "./clean-cells"
import {
  HEADING_NAMES,
  type HeadingField,
  type HeadingStrength,
  ORDERING,
  OTHER_QUANTITY,
  OTHER_SKU,
  QUANTITY_WORD,
  SKU_WORD,
  UNIT_WORDS,
} from "./heading-names"

/** The meaning of a heading. A `rival` is not a known name, but its column may be the right one. */
export type Heading = { field: HeadingField; strength: HeadingStrength | "rival" }

/** Names that a shop adds. */
export type CsvHeadings = { sku: string[]; quantity: string[] }

/** Returns the meaning of a heading. */
export type HeadingReader = (cell: string) => Heading | undefined

/** A longer cell is a text, not a heading. */
const LONGEST_HEADING = 200

const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|<[^<>]*>/g

const toPacks = (before: string, behind: string, words: string): RegExp => {
  const several = "(?:[2-9]|[1-9]\\d+)(?:[.,' ]000)?"
  return new RegExp(
    `[([{<]\\s*(?:(?:${before})\\s*${several}|${several}\\s*(?:${behind})|(?:(?:${before})\\s)?(?:${words}))(?![\\p{L}\\p{N}])`,
    "u"
  )
}

/** Matches a unit of several pieces, as in "Qty (x100)" and "Menge (Dutzend)". A 5 in such a column does not mean five pieces. */
const PACKS = toPacks(
  "in|x|×|je|per|pro|par|por|a|of|zu|de",
  "x|er|st|stk|stuck|stueck|pcs?|pieces?|units?|ea|unites|piezas|unidades|pezzi|stuks",
  "dozens?|dz|doz|dutzend|douzaines?|docenas?|dozzin[ae]|dozijn|hundreds?|hundert|thousands?|tausend|tsd|gross"
)

/** Folds letters: without case, marks and ligatures. */
const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replaceAll("°", "o")
    .replaceAll("#", " no ")

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * Returns a heading in the form used for comparison: without case, marks, punctuation, line breaks and units in brackets.
 *
 * @example
 * toHeadingName("Menge\n(Stk.)") // "menge"
 */
export const toHeadingName = (cell: string): string => {
  const folded = fold(cleanCell(cell.slice(0, LONGEST_HEADING)))
  return wordsOf(folded.replace(BRACKETS, " ")).join("") || wordsOf(folded).join("")
}

/** German umlauts are also written with an e: Stueckzahl, gewuenschte Menge. */
const spellingsOf = (name: string): string[] => [
  toHeadingName(name),
  toHeadingName(name.replace(/[äÄ]/g, "ae").replace(/[öÖ]/g, "oe").replace(/[üÜ]/g, "ue")),
]

const isField = (field: string): field is HeadingField => field in HEADING_NAMES

const KNOWN = new Map<string, Heading>(
  Object.entries(HEADING_NAMES).flatMap(([field, byStrength]) =>
    (["weak", "fair", "strong", "own"] as const).flatMap((strength) =>
      isField(field)
        ? (byStrength[strength] ?? []).flatMap((name) =>
            spellingsOf(name).map((spelling): [string, Heading] => [spelling, { field, strength }])
          )
        : []
    )
  )
)

/**
 * Returns a reader of headings. Names that a shop adds count as much as "SKU" itself.
 *
 * @example
 * toHeadingReader({ sku: ["Unsere Nr."], quantity: [] })("unsere nr") // { field: "sku", strength: "own" }
 */
export const toHeadingReader = ({ sku, quantity }: CsvHeadings): HeadingReader => {
  const own = new Map<string, Heading>([
    ...sku.flatMap((name) => spellingsOf(name).map((spelling): [string, Heading] => [spelling, { field: "sku", strength: "own" }])),
    ...quantity.flatMap((name) =>
      spellingsOf(name).map((spelling): [string, Heading] => [spelling, { field: "quantity", strength: "own" }])
    ),
  ])
  const known = (name: string): Heading | undefined => own.get(name) ?? KNOWN.get(name)
  const read: HeadingReader = (cell) => {
    const name = toHeadingName(cell)
    const heading = name === "" ? undefined : (known(name) ?? known(withoutUnits(cell)) ?? ofSeveral(cell, known) ?? toRival(name))
    return heading?.field === "quantity" && !own.has(name) && PACKS.test(fold(cell)) ? { field: "quantity", strength: "rival" } : heading
  }
  const found = new Map<string, Heading | undefined>()
  return (cell) => {
    if (cell === "" || cell.length > LONGEST_HEADING) {
      return undefined
    }
    if (!found.has(cell)) {
      found.set(cell, read(cell))
    }
    return found.get(cell)
  }
}

/** "Menge in Stk" means "Menge". */
const withoutUnits = (cell: string): string => {
  const words = wordsOf(fold(cleanCell(cell)).replace(BRACKETS, " "))
  while (words.length > 1 && UNIT_WORDS.has(words[words.length - 1])) {
    words.pop()
  }
  return words.join("")
}

/** "Menge / Quantity" is one heading in two languages. */
const ofSeveral = (cell: string, known: (name: string) => Heading | undefined): Heading | undefined => {
  const parts = cell.split(/[/|\r\n]/).filter((part) => toHeadingName(part) !== "")
  const headings = parts.map((part) => known(toHeadingName(part)))
  const [first] = headings
  return parts.length > 1 && first && headings.every((heading) => heading?.field === first.field)
    ? (headings.find((heading) => heading?.strength === "strong") ?? first)
    : undefined
}

const toRival = (name: string): Heading | undefined => {
  if (QUANTITY_WORD.test(name)) {
    return OTHER_QUANTITY.test(name) ? undefined : { field: "quantity", strength: "rival" }
  }
  return SKU_WORD.test(name) && !OTHER_SKU.test(name) ? { field: "sku", strength: "rival" } : undefined
}

/**
 * Whether a weak name of a quantity mentions ordering. Its column then rivals one with a better name.
 *
 * @example
 * speaksOfOrdering("Order") // true
 */
export const speaksOfOrdering = (cell: string): boolean => ORDERING.test(toHeadingName(cell))
