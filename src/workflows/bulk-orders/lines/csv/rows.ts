import { isBlank, LONGEST_ROW, MOST_COLUMNS, type SheetText } from "./sheet-text"

/**
 * What a quotation mark at the start of a cell means: it quotes the cell, and a mark inside is written twice (RFC 4180) or
 * behind a backslash; or it is a character like any other, as in what Excel copies.
 */
export type Quoting = "doubled" | "backslash" | "literal"

/** A row that says something. */
export type SheetRow = {
  /** As the spreadsheet shows it, from 1: blank rows count, and a cell over several lines is in one row. */
  number: number
  cells: string[]
  /** The first and the last of its lines in the text, from 0. */
  lines: [number, number]
  /** Whether a quoted cell of it holds a delimiter or a line break, so that without quotes there would be other cells. */
  is_wide: boolean
  /** Whether a cell that is not quoted has a quotation mark in it, but for `="…"`. */
  has_stray: boolean
}

/** The rows of a text, and where reading ended because a quotation mark is not as the rules say. */
export type SheetRows = { rows: SheetRow[]; malformed?: { number: number; line: number } }

/** How a row is read: what separates cells, and what quotation marks mean. */
export type Dialect = { delimiter: string; quoting: Quoting }

/**
 * Reads the rows of a text, but for blank ones.
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
    // What is quoted there may be no more than what two marks have between them.
    if (found.is_wide || !isBlankRow(sheet, found)) {
      rows.push({ number, ...found })
    }
    line = found.lines[1] + 1
  }
  return { rows }
}

/** Of a row with too many cells only so many are read, and what is behind them says something, too. */
const isBlankRow = ({ text, starts, ends }: SheetText, { cells, lines: [first, last] }: Omit<SheetRow, "number">): boolean =>
  cells.every(isBlank) && (cells.length <= MOST_COLUMNS || /^[,;\t|\s"]*$/.test(text.slice(starts[first], ends[last])))

/**
 * Reads the row that starts at a line; `undefined` where a quotation mark is not closed, or closed in the midst of a cell.
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
      // Only within the line: a search of the whole text, once for each line, would take for ever.
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

/** An odd number of backslashes stands before it. */
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
 * A row as it stands in the text, shortened where it is long.
 *
 * @example
 * rawOf(sheet, row) // "BOLT-10;400"
 */
export const rawOf = ({ text, starts, ends }: SheetText, { lines: [first, last] }: Pick<SheetRow, "lines">): string => {
  const end = Math.min(ends[last], starts[first] + LONGEST_SHOWN)
  // Half of a surrogate pair is no text that could be stored.
  const raw = text.slice(starts[first], end).replace(/[\uD800-\uDBFF]$/, "")
  return end < ends[last] ? `${raw}…` : raw
}
