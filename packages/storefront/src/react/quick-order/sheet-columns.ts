import type { SheetColumn } from "./types.js"

const DELIMITERS = ["\t", ";", ",", "|"]
/** Headings stand near the top. */
const ROWS = 60
const EXAMPLES = 3

/**
 * Finds the columns that the shop asks about in the text of a sheet: where they are, and what stands in them. Two columns may
 * have one heading, and what the shop takes for headings may be the first line of the order: only a number names a column then.
 *
 * @example
 * columnsOf("SKU;Qty;Qty\nBOLT-10;4;400", ["Qty", "Qty"])
 * // [{ name: "Qty", number: 2, examples: ["4"] }, { name: "Qty", number: 3, examples: ["400"] }]
 */
export const columnsOf = (text: string, names: string[]): SheetColumn[] => {
  const lines = text.split(/\r\n?|\n/, ROWS)
  for (const delimiter of DELIMITERS) {
    const rows = lines.map((line) => cellsOf(line, delimiter))
    for (const [at, cells] of rows.entries()) {
      const places = placesOf(names, cells)
      if (places) {
        return places.map((place, index) => ({
          name: names[index] ?? "",
          number: place + 1,
          examples: rows
            .slice(at + 1)
            .flatMap((row) => row[place] || [])
            .slice(0, EXAMPLES),
        }))
      }
    }
  }
  return names.map((name) => ({ name, examples: [] }))
}

/** None for a row with a delimiter between quotation marks: its cells would be counted wrongly. */
const cellsOf = (line: string, delimiter: string): string[] => {
  const cells = line.split(delimiter)
  return cells.some((cell) => cell.split('"').length % 2 === 0) ? [] : cells.map((cell) => cell.replace(/^[\s"\uFEFF]+|[\s"]+$/g, ""))
}

/** The places of these cells, which come in the order of the columns. */
const placesOf = (names: string[], cells: string[]): number[] | undefined => {
  let last = -1
  const places = names.map((name) => (last = cells.indexOf(name, last + 1)))
  return places.every((place, at) => place > (places[at - 1] ?? -1)) ? places : undefined
}
