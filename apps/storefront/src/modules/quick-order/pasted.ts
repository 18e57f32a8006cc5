/** What somebody has pasted: a table for the shop to read, a list of article numbers without quantities, or one text. */
export type Pasted = { kind: "sheet"; text: string } | { kind: "articles"; articles: string[] } | { kind: "text" }

/**
 * Tells what a pasted text is. Spreadsheets end what they copy with a line break, which makes no table of one cell.
 *
 * @example
 * pastedAs("BOLT-10\t400\n") // { kind: "sheet", text: "BOLT-10\t400\n" }
 */
export const pastedAs = (text: string): Pasted => {
  const lines = text
    .trim()
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
  const isTable = lines.some((line) => /[\t;,|]/.test(line))
  if (lines.length < 2 && !/\t/.test(text.trim())) {
    return { kind: "text" }
  }
  return isTable ? { kind: "sheet", text } : { kind: "articles", articles: lines }
}
