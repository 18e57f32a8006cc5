import { isBlank, LONGEST_ROW, MOST_COLUMNS, type SheetText } from "./sheet-text"

/**
 * The meaning of a quotation mark at the start of a cell. It quotes the cell, and a mark inside is `doubled` (RFC 4180) or
 * follows a `backslash`. Or it is `literal`, a plain character, as in text that Excel copies.
 */
export type Quoting = "doubled" | "backslash" | "literal"

/** A row that is not blank. */
export type SheetRow = {
  /** The number that a spreadsheet shows, from 1. Blank rows count, and a cell of several lines is one row. */
  number: number
  cells: string[]
  /** The first and the last of its lines in the text, from 0. */
  lines: [number, number]
  /** Whether a quoted cell contains a delimiter or a line break: without quotes, the row would have other cells. */
  is_wide: boolean
  /** Whether an unquoted cell contains a quotation mark, apart from `="…"`. */
  has_stray: boolean
}

/** The rows of a text, and the place where a misplaced quotation mark ended the reading. */
export type SheetRows = { rows: SheetRow[]; malformed?: { number: number; line: number } }

/** How rows are read: the delimiter of cells, and the meaning of quotation marks. */
export type Dialect = { delimiter: string; quoting: Quoting }

/**
 * Reads the rows of a text, without the blank ones.
 *
 * @example
 * readRows(toSheetText("a,b\n1,2"), { delimiter: ",", quoting: "doubled" })
 */
export const readRows = (sheet: SheetText, dialect: Dialect, most = Infinity): SheetRows => {
  const rows: SheetRow[] = []
  let number = 0
  for (let line = 0; line < sheet.starts.length && rows.length < most; ) {
    number += 1
    const found = readRow(sheet, line, dialect)
    if (!found) {
      return { rows, malformed: { number, line } }
    }
    // The quoted part may be just the text between two unrelated marks.
    if (found.is_wide || !isBlankRow(sheet, found)) {
      rows.push({ number, ...found })
    }
    line = found.lines[1] + 1
  }
  return { rows }
}

/** Whether a row is blank. Of very long rows only the first cells were read, so the rest of their text is checked too. */
const isBlankRow = ({ text, starts, ends }: SheetText, { cells, lines: [first, last] }: Omit<SheetRow, "number">): boolean =>
  cells.every(isBlank) && (cells.length <= MOST_COLUMNS || /^[,;\t|\s"]*$/.test(text.slice(starts[first], ends[last])))

/**
 * Reads the row that starts at a line. Returns `undefined` if a quotation mark is never closed, or closed inside a cell.
 *
 * @example
 * readRow(sheet, 0, { delimiter: ",", quoting: "doubled" })
 */
export const readRow = (
  { text, starts, ends }: SheetText,
  line: number,
  { delimiter, quoting }: Dialect
): Omit<SheetRow, "number"> | undefined => {
  const first = text.slice(starts[line], ends[line])
  if (quoting === "literal" || !first.includes('"')) {
    return { cells: first.split(delimiter, MOST_COLUMNS + 1), lines: [line, line], is_wide: false, has_stray: false }
  }
  const cells: string[] = []
  let last = line
  let is_wide = false
  let has_stray = false
  let at = starts[line]
  for (;;) {
    const open = skipBlanks(text, at, ends[last], delimiter)
    if (open < ends[last] && text[open] === '"') {
      const close = findClosing(text, open + 1, quoting)
      if (close === -1 || close - starts[line] > LONGEST_ROW) {
        return undefined
      }
      while (ends[last] < close) {
        last += 1
        is_wide = true
      }
      const cell = text.slice(open + 1, close)
      is_wide ||= cell.includes(delimiter)
      cells.push(unescape(cell, quoting))
      at = skipBlanks(text, close + 1, ends[last], delimiter)
      if (at < ends[last] && !text.startsWith(delimiter, at)) {
        return undefined
      }
    } else {
      // Search within the line only. Searching the whole text for each line would take quadratic time.
      const [cell] = text.slice(at, ends[last]).split(delimiter, 1)
      cells.push(cell)
      has_stray ||= cell.includes('"') && !/^\s*="[^"]*"\s*$/.test(cell)
      at += cell.length
    }
    if (at >= ends[last] || cells.length > MOST_COLUMNS) {
      return { cells, lines: [line, last], is_wide, has_stray }
    }
    at += 1
  }
}

const skipBlanks = (text: string, start: number, end: number, delimiter: string): number => {
  let at = start
  while (at < end && (text[at] === " " || text[at] === "\u00A0" || (text[at] === "\t" && delimiter !== "\t"))) {
    at += 1
  }
  return at
}

const findClosing = (text: string, start: number, quoting: Quoting): number => {
  for (let at = text.indexOf('"', start); at !== -1 && at - start <= LONGEST_ROW; at = text.indexOf('"', at)) {
    if (quoting === "backslash" && isEscaped(text, at, start)) {
      at += 1
    } else if (text[at + 1] === '"') {
      at += 2
    } else {
      return at
    }
  }
  return -1
}

/** Whether an odd number of backslashes precedes it. */
const isEscaped = (text: string, at: number, start: number): boolean => {
  let slashes = 0
  while (at - slashes - 1 >= start && text[at - slashes - 1] === "\\") {
    slashes += 1
  }
  return slashes % 2 === 1
}

const unescape = (cell: string, quoting: Quoting): string =>
  (quoting === "backslash" ? cell.replace(/\\(["\\])/g, "$1") : cell).replaceAll('""', '"')

const LONGEST_SHOWN = 200

/**
 * Returns the text of a row, shortened if it is long.
 *
 * @example
 * rawOf(sheet, row) // "BOLT-10;400"
 */
export const rawOf = ({ text, starts, ends }: SheetText, { lines: [first, last] }: Pick<SheetRow, "lines">): string => {
  const end = Math.min(ends[last], starts[first] + LONGEST_SHOWN)
  // PostgreSQL refuses half of a surrogate pair.
  const raw = text.slice(starts[first], end).replace(/[\uD800-\uDBFF]$/, "")
  return end < ends[last] ? `${raw}…` : raw
}
