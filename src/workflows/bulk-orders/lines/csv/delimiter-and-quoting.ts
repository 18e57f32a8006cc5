import { CustomerRoleError } from "../../../../errors"
import { cleanCell } from "./clean-cells"
import type { CsvColumns } from "./columns"
import { looksLikeQuantity } from "./number-format"
import { type Dialect, type Quoting, rawOf, readRows, type SheetRow, type SheetRows } from "./rows"
import type { FindTable, Table } from "./find-table"
import { MOST_COLUMNS, MOST_ROWS, type SheetText, tooLarge } from "./sheet-text"

/** Characters that may separate cells. */
export const DELIMITERS = [",", ";", "\t", "|"]

/** A table, with the delimiter and the quoting that its text was read with. */
export type Reading = { table: Table; dialect: Dialect }

/**
 * Reads a text with one delimiter and tries each meaning of its quotation marks: they quote cells, they are plain characters,
 * or backslashes escape them. Accepts a reading only if there is no doubt: it alone gives each row as many cells as there are
 * headings, or all readings give the same lines.
 *
 * Returns `undefined` if there is no table. `readOrderLines` chooses among the delimiters.
 *
 * @throws CustomerRoleError `invalid_request` with the rows that can be read in two ways; and what `findTable` throws
 *
 * @example
 * const reading = readUnder(sheet, ";", findHeadedTable(sheet, { readHeading, choice: {} }))
 */
export const readUnder = (sheet: SheetText, delimiter: string, findTable: FindTable): Reading | undefined => {
  const read = (quoting: Quoting): Attempt => attempt(sheet, { delimiter, quoting }, findTable)
  if (!sheet.text.includes('"')) {
    return toReading(read("literal"))
  }
  const doubled = read("doubled")
  if (!doubled.malformed && !doubled.table) {
    return undefined
  }
  const backslash = sheet.text.includes('\\"') ? read("backslash") : undefined
  return doubled.malformed
    ? withoutDoubled(sheet, doubled, read("literal"), backslash)
    : withDoubled(sheet, doubled, () => read("literal"), backslash)
}

type Attempt = SheetRows & { dialect: Dialect; table?: Table }

const attempt = (sheet: SheetText, dialect: Dialect, findTable: FindTable): Attempt => {
  const found = readRows(sheet, dialect, MOST_ROWS + 1)
  const table = findTable(found.rows)
  if (table && found.rows.length > MOST_ROWS) {
    throw new CustomerRoleError("invalid_request", `csv: there are more than ${MOST_ROWS} rows. Send the rows to order in parts.`)
  }
  return { ...found, dialect, table }
}

const toReading = ({ table, dialect }: Attempt): Reading | undefined => {
  if (table && [...(table.head ? [table.head] : []), ...table.data].some(({ cells }) => cells.length > MOST_COLUMNS)) {
    throw tooLarge()
  }
  return table && { table, dialect }
}

/** Handles well-formed quotation marks, which may still be plain characters. */
const withDoubled = (sheet: SheetText, doubled: Attempt, literal: () => Attempt, backslash: Attempt | undefined): Reading | undefined => {
  const doubtful = doubtfulRows(sheet, doubled)
  if (doubtful.length > 0) {
    const asLiteral = attemptOrNothing(literal)
    const isBetter = asLiteral && isFull(sheet, asLiteral) && doubtful.every((row) => row.cells.length !== widthOf(doubled))
    if (!asLiteral || !isBetter) {
      throw readInTwoWays(sheet, doubtful)
    }
    return toReading(asLiteral)
  }
  if (backslash && !backslash.malformed && backslash.table && !isSameOrder(doubled, backslash)) {
    if (isFull(sheet, doubled) || !isFull(sheet, backslash) || doubtfulRows(sheet, backslash).length > 0) {
      throw readInTwoWays(
        sheet,
        doubled.rows.filter((row) => rawOf(sheet, row).includes('\\"'))
      )
    }
    return toReading(backslash)
  }
  return toReading(doubled)
}

/** Handles malformed quotation marks: they are plain characters, or backslashes escape them. */
const withoutDoubled = (sheet: SheetText, doubled: Attempt, literal: Attempt, backslash: Attempt | undefined): Reading | undefined => {
  const isLiteral = isFull(sheet, literal)
  const isBackslash =
    backslash !== undefined && !backslash.malformed && isFull(sheet, backslash) && doubtfulRows(sheet, backslash).length === 0
  const columns = literal.table?.columns
  if (isBackslash && (!isLiteral || isSameOrder(literal, backslash))) {
    return toReading(backslash)
  }
  if (!literal.table && !backslash?.table) {
    return undefined
  }
  const doubtful = columns
    ? doubled.rows.filter((row) => row.cells.length === columns.count && isDoubtful(sheet, row, columns, doubled.dialect))
    : []
  if (!isLiteral || isBackslash || doubtful.length > 0) {
    throw readInTwoWays(sheet, doubtful.length > 0 ? doubtful : malformedRows(doubled))
  }
  return toReading(literal)
}

const attemptOrNothing = (read: () => Attempt): Attempt | undefined => {
  try {
    return read()
  } catch (error) {
    if (error instanceof CustomerRoleError) {
      return undefined
    }
    throw error
  }
}

const malformedRows = ({ malformed }: SheetRows): Pick<SheetRow, "number" | "lines">[] =>
  malformed ? [{ number: malformed.number, lines: [malformed.line, malformed.line] }] : []

const widthOf = ({ table }: Attempt): number | undefined => table?.columns.count

/**
 * Whether each row with a quotation mark has exactly as many cells as there are headings, and no cell of a SKU or a quantity
 * begins with a mark without ending with one.
 */
const isFull = (sheet: SheetText, { table, dialect }: Attempt): boolean => {
  if (!table) {
    return false
  }
  const { count, sku, variant_id, quantity } = table.columns
  const isWhole = ({ cells }: SheetRow) =>
    dialect.quoting !== "literal" ||
    [sku, variant_id, quantity].every((column) => column === undefined || !cleanCell(toUnquoted(cells[column] ?? "")).startsWith('"'))
  return [...(table.head ? [table.head] : []), ...table.data].every(
    (row) => !hasMark(sheet, row) || (row.cells.length === count && isWhole(row))
  )
}

const hasMark = ({ text, starts, ends }: SheetText, { lines: [first, last] }: SheetRow): boolean =>
  text.slice(starts[first], ends[last]).includes('"')

const doubtfulRows = (sheet: SheetText, { rows, table, dialect }: Attempt): SheetRow[] =>
  table
    ? rows.filter(
        (row) => isDoubtful(sheet, row, table.columns, dialect) || (row.number > (table.head?.number ?? 0) && isOdd(row, table.columns))
      )
    : []

/** Whether a row may be a piece of another one: it has another length and orders nothing. Asked if marks hide delimiters or line breaks. */
const isOdd = (row: SheetRow, columns: CsvColumns): boolean =>
  row.is_wide && row.cells.length !== columns.count && lineOf(row.cells, columns) === undefined

/**
 * Whether a row with a quoted delimiter or line break would order something else if its quotation marks were plain characters.
 * It would not if the row has as many cells as there are headings and its marks are well-formed, or if the quoted text contains
 * nothing like a quantity.
 */
const isDoubtful = ({ text, starts, ends }: SheetText, row: SheetRow, columns: CsvColumns, { delimiter }: Dialect): boolean => {
  if (!row.is_wide) {
    return false
  }
  const [first, last] = row.lines
  const pieces: string[][] = []
  for (let line = first; line <= last; line += 1) {
    pieces.push(text.slice(starts[line], ends[line]).split(delimiter))
  }
  const own = lineOf(row.cells, columns)
  const read = pieces.flatMap((cells) => lineOf(cells, columns) ?? [])
  const isSame = read.length === 1 && read[0] === own
  if (first === last && isSame) {
    return false
  }
  if (first === last && row.cells.length === columns.count) {
    return row.has_stray
  }
  const quoted = pieces.reduce((count, cells) => count + numbersIn(cells), 0) - numbersIn(row.cells)
  const isHarmless =
    quoted <= 0 && (read.length === 0 || isSame) && (own !== undefined || numbersIn(row.cells) === 0 || row.cells.length === columns.count)
  return row.has_stray || !isHarmless
}

const numbersIn = (cells: string[]): number => cells.filter((cell) => looksLikeQuantity(bare(cell))).length

/** Returns the line that a row orders as a single text, for comparison. */
const lineOf = (cells: string[], { sku, variant_id, quantity }: CsvColumns): string | undefined => {
  const said = [sku, variant_id, quantity].map((column) => (column === undefined ? "" : bare(cells[column] ?? "")))
  return (said[0] !== "" || said[1] !== "") && looksLikeQuantity(said[2]) ? JSON.stringify(said) : undefined
}

/** Returns a cell without the quotation marks around it, and without the escapes of those inside. */
const bare = (cell: string): string => {
  const text = cleanCell(cell)
  const inner = text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
  return cleanCell(inner.replaceAll('\\"', '"').replaceAll('""', '"'))
}

const isSameOrder = (one: Attempt, other: Attempt): boolean => {
  const orderOf = ({ table }: Attempt) => (table ? table.data.flatMap(({ cells }) => lineOf(cells, table.columns) ?? []) : [])
  return JSON.stringify(orderOf(one)) === JSON.stringify(orderOf(other))
}

/**
 * Returns a cell without the quotation marks around it, for texts whose other marks are plain characters.
 *
 * @example
 * toUnquoted('"BOLT-10"') // "BOLT-10"
 */
export const toUnquoted = (cell: string): string => /^\s*"([^"]*)"\s*$/.exec(cell)?.[1] ?? cell

const MOST_NAMED = 10

const readInTwoWays = (sheet: SheetText, rows: Pick<SheetRow, "number" | "lines">[]): CustomerRoleError => {
  const errors = rows.slice(0, MOST_NAMED).map(({ number, lines }) => ({
    field: "csv",
    row: number,
    raw: rawOf(sheet, { lines }),
    message: `Row ${number} can be read in two ways: a quotation mark in it is not escaped, or a quoted cell looks like other cells or rows. Remove the mark, or quote the cell and write the mark twice: "2"" pipe".`,
  }))
  return new CustomerRoleError("invalid_request", `csv: ${errors[0]?.message ?? "the quotation marks can be read in two ways."}`, errors)
}
