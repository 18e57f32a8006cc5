/** An article of a pasted list, and how many of it. */
export type PastedArticle = { sku: string; quantity?: string }

/** What somebody has pasted: a table for the shop to read, a list of articles, or one text. */
export type Pasted = { kind: "sheet"; text: string } | { kind: "articles"; articles: PastedArticle[] } | { kind: "text" }

/**
 * Tells what a pasted text is. Spreadsheets end what they copy with a line break, which makes no table of one cell.
 *
 * @example
 * pastedAs("BOLT-10\t400\n") // { kind: "sheet", text: "BOLT-10\t400\n" }
 * pastedAs("10 x BOLT-10\n4 x NUT-20") // { kind: "articles", articles: [{ sku: "BOLT-10", quantity: "10" }, …] }
 */
export const pastedAs = (text: string): Pasted => {
  const lines = text
    .trim()
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
  if (lines.length < 2 && !/\t/.test(text.trim()) && !LINE_OF_A_SHEET.test(text.trim())) {
    return { kind: "text" }
  }
  if (lines.some((line) => /[\t;,|]/.test(line))) {
    return { kind: "sheet", text }
  }
  const counted = lines.map(countedArticle)
  // A list says how many of every article, or of none: "AB 12" alone may be a number of two parts.
  return { kind: "articles", articles: counted.every((article) => article !== undefined) ? counted : lines.map((sku) => ({ sku })) }
}

/** An article number and a quantity, unlike "Bolt, M10". */
const LINE_OF_A_SHEET = /^[^;,|]+[;,|]\d+$/

/** As people write orders in e-mails: "10 x BOLT-10", "BOLT-10 10 Stk" or "BOLT-10 10". */
const BEFORE = /^(\d{1,9})\s*(?:x|×|\*|stk\.?|stück|st\.?|pcs\.?|pieces)\s*(\S+)$/i
const BEHIND = /^(\S+)\s+(?:x|×|\*)?\s*(\d{1,9})(?:\s*(?:x|stk\.?|stück|st\.?|pcs\.?|pieces))?$/i

const countedArticle = (line: string): PastedArticle | undefined => {
  const before = BEFORE.exec(line)
  if (before) {
    return { sku: before[2] ?? "", quantity: before[1] ?? "" }
  }
  const behind = BEHIND.exec(line)
  // What is in front is a whole article number by itself.
  return behind && /[-/._]|\p{L}\d|\d\p{L}/u.test(behind[1] ?? "") ? { sku: behind[1] ?? "", quantity: behind[2] ?? "" } : undefined
}
