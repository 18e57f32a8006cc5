import { CustomerRoleError } from "../../../../errors"
import { UNSTORABLE } from "../../../../text/storable"
import type { LineProblem, OrderLineInput, SheetRowsReport, SkippedRow } from "../../types"
import { cleanCell } from "./clean-cells"
import { candidatesOf, checkChoice, type CsvColumnChoice, type CsvColumns, noHeadings } from "./columns"
import { DELIMITERS, type Reading, readUnder, toUnquoted } from "./delimiter-and-quoting"
import { type CsvHeadings, toHeadingReader } from "./headings"
import { looksLikeQuantity, type NumberFormat, proveFormat, readQuantity } from "./number-format"
import { rawOf, readRows, type SheetRow } from "./rows"
import { isTotal, reasonOf, type SkipReason } from "./skipped-rows"
import {
  findBareTable,
  findHead,
  findHeadedTable,
  findNumberedTable,
  type FindTable,
  MOST_ROWS_ABOVE,
  type Table,
  type TableOptions,
} from "./find-table"
import { isBlank, MOST_COLUMNS, type SheetText, tooLarge, toSheetText } from "./sheet-text"
import { toTickBox } from "./tick-boxes"

/** Options of {@link readOrderLines}. */
export type ReadOrderLinesOptions = {
  /** The most lines of an order. */
  maxLines: number
  /** Names of columns that the shop adds. @default none */
  headings?: CsvHeadings
  /** The columns that the caller names. @default found by their headings */
  columns?: CsvColumnChoice
}

/** The lines of a CSV, and the report about its rows. */
export type ReadOrderLines = { lines: OrderLineInput[]; rows: SheetRowsReport }

/** As in JSON requests. */
const LONGEST_NAME = 255

/** The most skipped rows that the report lists. It counts the others. */
const MOST_SKIPPED = 1000

const NO_LINES = "csv: there are no lines."

/**
 * Reads the lines of an order from a CSV as spreadsheets write it: one line for each row that orders something. Never drops a
 * row, guesses a column or reinterprets a number. Throws if the text can be read in two ways. Turns a row that it cannot read
 * into a line with an explanation, and reports rows that order nothing.
 *
 * @throws CustomerRoleError `too_many_lines`, and `invalid_request` if the text as a whole cannot be read
 *
 * @example
 * readOrderLines("SKU;Qty\r\nBOLT-10;400\r\n", { maxLines: 1000 }).lines // [{ sku: "BOLT-10", quantity: 400, … }]
 */
export const readOrderLines = (csv: string, { maxLines, headings, columns: choice = {} }: ReadOrderLinesOptions): ReadOrderLines => {
  const sheet = csv.trim() === "" ? undefined : toSheetText(csv)
  if (!sheet || isBlank(sheet.text)) {
    throw new CustomerRoleError("invalid_request", NO_LINES)
  }
  const readHeading = toHeadingReader(headings ?? { sku: [], quantity: [] })
  const report = toLines(sheet, findTable(sheet, { readHeading, choice }, maxLines))
  if (report.lines.length > maxLines) {
    throw tooManyLines(maxLines)
  }
  if (report.lines.length === 0) {
    throw noLines(report.rows)
  }
  return report
}

const tooManyLines = (maxLines: number) => new CustomerRoleError("too_many_lines", `At most ${maxLines} lines can be sent at once.`)

const noLines = ({ read, skipped }: SheetRowsReport): CustomerRoleError =>
  read === 0
    ? new CustomerRoleError("invalid_request", NO_LINES)
    : new CustomerRoleError(
        "invalid_request",
        `csv: none of its ${read} rows orders anything. Write a quantity above 0 into the rows to order.`,
        skipped.slice(0, 10).map((row) => ({ field: "quantity", ...row }))
      )

const findTable = (sheet: SheetText, options: TableOptions, maxLines: number): Reading => {
  const delimiters = sheet.delimiter ? [sheet.delimiter] : DELIMITERS.filter((delimiter) => sheet.text.includes(delimiter))
  const { choice, readHeading } = options
  if (typeof choice.sku === "number" && choice.sku === choice.quantity) {
    const message = "csv_columns: sku and quantity are the same column. Name two columns."
    throw new CustomerRoleError("invalid_request", message, [{ field: "csv_columns", message }])
  }
  const find = limited(
    typeof choice.sku === "number" && typeof choice.quantity === "number"
      ? findNumberedTable({ sku: choice.sku, quantity: choice.quantity }, readHeading)
      : findHeadedTable(sheet, options),
    maxLines
  )
  const isHeaded = typeof choice.sku !== "number" || typeof choice.quantity !== "number"
  const likely = isHeaded ? delimiters.filter((delimiter) => hasHead(sheet, delimiter, options)) : delimiters
  const readings = likely.flatMap((delimiter) => readUnder(sheet, delimiter, find) ?? [])
  const found =
    readings.length > 0 || choice.sku !== undefined || choice.quantity !== undefined
      ? readings
      : readBare(sheet, delimiters, limited(findBareTable, maxLines))
  if (found.length === 0) {
    throw notUnderstood(sheet, delimiters, options)
  }
  if (found.length > 1 && new Set(found.map((reading) => orderOf(sheet, reading))).size > 1) {
    throw new CustomerRoleError(
      "invalid_request",
      "csv: cells may be separated in several ways. Begin the text with a line such as sep=; that says which.",
      [{ field: "csv", candidates: found.map(({ dialect }) => dialect.delimiter), message: "Cells may be separated in several ways." }]
    )
  }
  if (found[0].table.data.length === 0) {
    throw new CustomerRoleError("invalid_request", NO_LINES)
  }
  return found[0]
}

/** Finds a table with no more lines than are allowed. `too_many_lines` comes first, whatever else is wrong with the text. */
const limited =
  (find: FindTable, maxLines: number): FindTable =>
  (rows) => {
    const table = find(rows)
    if (table && table.data.length > maxLines && countLines(table) > maxLines) {
      throw tooManyLines(maxLines)
    }
    return table
  }

const countLines = ({ data, columns: { sku, variant_id, quantity } }: Table): number =>
  data.filter(
    ({ cells }) =>
      looksLikeQuantity(cleanCell(cells[quantity] ?? "")) &&
      [sku, variant_id].some((column) => column !== undefined && !isBlank(cells[column] ?? ""))
  ).length

const orderOf = (sheet: SheetText, reading: Reading): string =>
  JSON.stringify(toLines(sheet, reading).lines.map(({ sku, variant_id, quantity, problem }) => [sku, variant_id, quantity, problem]))

/** The first rows show whether a delimiter gives headings, whatever quotation marks mean. */
const hasHead = (sheet: SheetText, delimiter: string, options: TableOptions): boolean =>
  (["doubled", "literal"] as const).some((quoting) => {
    const { rows } = readRows(sheet, { delimiter, quoting }, MOST_ROWS_ABOVE)
    return findHead(rows, options) !== undefined
  })

/** Without headings the first row must have two cells under one delimiter, and one under all others. */
const readBare = (sheet: SheetText, delimiters: string[], find: FindTable): Reading[] => {
  const splitting = delimiters.filter((delimiter) => {
    const { rows } = readRows(sheet, { delimiter, quoting: "doubled" }, 1)
    return (rows[0]?.cells.filter((cell) => !isBlank(cell)).length ?? 0) > 1
  })
  return splitting.length === 1 ? splitting.flatMap((delimiter) => readUnder(sheet, delimiter, find) ?? []) : []
}

/** Returns the row that looks most like headings, read with the delimiter that gives the most cells. */
const notUnderstood = (sheet: SheetText, delimiters: string[], { readHeading, choice }: TableOptions): CustomerRoleError => {
  const [{ rows }] = (delimiters.length > 0 ? delimiters : [","])
    .map((delimiter) => readRows(sheet, { delimiter, quoting: "literal" }, MOST_ROWS_ABOVE))
    .map(({ rows }) => ({ rows, cells: mostCells(rows) }))
    .sort((one, other) => other.cells - one.cells)
  if (rows.length === 0) {
    return new CustomerRoleError("invalid_request", NO_LINES)
  }
  if (rows.some(({ cells }) => cells.length > MOST_COLUMNS)) {
    return tooLarge()
  }
  checkChoice(choice, rows)
  const named = rows.map((row) => ({ row, candidates: candidatesOf(row.cells, readHeading, choice) }))
  const best =
    named.find(({ candidates: { sku, variant_id, quantity } }) => sku.length + variant_id.length + quantity.length > 0) ??
    named.find(({ row }) => row.cells.filter((cell) => !isBlank(cell)).length > 1) ??
    named[0]
  return noHeadings(best.row, rawOf(sheet, best.row), best.candidates)
}

const mostCells = (rows: SheetRow[]): number => Math.max(0, ...rows.map(({ cells }) => cells.filter((cell) => !isBlank(cell)).length))

type Cells = { row: SheetRow; sku: string; variant_id: string; quantity: string }

const toLines = (sheet: SheetText, { table: { head, data, columns }, dialect: { delimiter, quoting } }: Reading): ReadOrderLines => {
  const read = data.map((row): Cells => {
    const textOf = (column: number): string => row.cells[column] ?? ""
    const cell = (column: number | undefined): string =>
      column === undefined ? "" : cleanCell(quoting === "literal" ? toUnquoted(textOf(column)) : textOf(column))
    return { row, sku: cell(columns.sku), variant_id: cell(columns.variant_id), quantity: cell(columns.quantity) }
  })
  const format = proveFormat(read.map(({ quantity }) => quantity))
  const lines: OrderLineInput[] = []
  const skipped: SkippedRow[] = []
  let sum = 0
  read.forEach((cells, index) => {
    const { row } = cells
    const isLast = index === read.length - 1
    const reason = head && isSame(row, head) ? "repeated_headings" : whySkipped(cells, { columns, format, sum, isLast })
    if (reason !== undefined) {
      sum = reason === "total" ? 0 : sum
      skipped.push({ row: row.number, raw: rawOf(sheet, row), reason })
      return
    }
    const line = toLine(cells, columns, delimiter, format)
    sum += line.quantity || 0
    lines.push({ ...line, source: { index, row: row.number, raw: rawOf(sheet, row) } })
  })
  return { lines, rows: toReport(data.length, lines.length, skipped) }
}

const isSame = ({ cells }: SheetRow, head: SheetRow): boolean =>
  cells.length === head.cells.length && cells.every((cell, column) => cell === head.cells[column])

const toReport = (read: number, ordered: number, skipped: SkippedRow[]): SheetRowsReport => ({
  read,
  ordered,
  skipped: skipped.slice(0, MOST_SKIPPED),
  ...(skipped.length > MOST_SKIPPED ? { more_skipped: skipped.length - MOST_SKIPPED } : {}),
})

type SoFar = { columns: CsvColumns; format: NumberFormat; sum: number; isLast: boolean }

/** Returns why a row orders nothing, if it does. A row that should order but cannot be read is not skipped. */
const whySkipped = ({ row, sku, variant_id, quantity }: Cells, { columns, format, sum, isLast }: SoFar): SkipReason | undefined => {
  if (quantity === "" && separatedOtherwise(row.cells, columns) !== undefined) {
    return undefined
  }
  if (quantity === "" || toTickBox(quantity) === "empty") {
    return quantity === "" ? reasonOf(row.cells.map(cleanCell)) : "empty_tick_box"
  }
  const number = readQuantity(quantity, format)
  if (number.kind === "number" && number.value === 0) {
    return "zero_quantity"
  }
  if (sku === "" && variant_id === "") {
    return row.cells.some((cell) => isTotal(cleanCell(cell))) ? "total" : undefined
  }
  // A product may be called "Total". A row counts as a total only if it states the sum of the others, or ends the sheet.
  const isSum = number.kind === "number" && number.value === sum
  return isTotal(sku) && sum > 0 && (isSum || isLast) ? "total" : undefined
}

const toLine = (
  { row, sku, variant_id, quantity }: Cells,
  columns: CsvColumns,
  delimiter: string,
  format: NumberFormat
): OrderLineInput => {
  if (sku === "" && variant_id === "") {
    return nameless("The row names no product.")
  }
  if ([sku, variant_id].some((name) => name.length > LONGEST_NAME || UNSTORABLE.test(name))) {
    return nameless("No product has a name like this row's.")
  }
  return {
    ...(sku ? { sku } : {}),
    ...(variant_id ? { variant_id } : {}),
    ...(sku && variant_id ? { names_agree: true } : {}),
    ...readAmount(quantity, findDoubt(row.cells, quantity, columns, delimiter), format, sku),
  }
}

const nameless = (message: string): OrderLineInput => ({ quantity: NaN, problem: { code: "unknown_sku", message } })

const readAmount = (
  cell: string,
  doubt: string | undefined,
  format: NumberFormat,
  sku: string
): Pick<OrderLineInput, "quantity" | "problem"> => {
  if (doubt !== undefined) {
    return refused(doubt)
  }
  if (toTickBox(cell) === "ticked") {
    return refused("A tick box is not a quantity. Write a whole number.")
  }
  const quantity = readQuantity(cell, format)
  if (quantity.kind !== "number") {
    return refused(quantity.kind === "problem" ? quantity.message : "The row has no quantity.")
  }
  const damage = damageOf(sku)
  return { quantity: quantity.value, ...(damage ? { problem: { code: "unknown_sku", message: damage } } : {}) }
}

const refused = (message: string): { quantity: number; problem: LineProblem } => ({
  quantity: NaN,
  problem: { code: "invalid_quantity", message },
})

/** A long number as spreadsheets abbreviate it. A SKU that really looks like this is still found. */
const damageOf = (sku: string): string | undefined => {
  if (/^\d(?:[.,]\d+)?E\+\d{1,3}$/i.test(sku)) {
    return `The spreadsheet has shortened a long number to "${sku}". Format the column as text and enter the SKU again.`
  }
  return sku.includes("\uFFFD")
    ? "Some letters of the SKU were lost. Read the file in its own encoding, or save it as CSV UTF-8."
    : undefined
}

const nameOf = (delimiter: string): string => (delimiter === "\t" ? "a tab" : `"${delimiter}"`)

/** Returns the delimiter that makes an order line of a row with a single cell. */
const separatedOtherwise = (cells: string[], { sku, variant_id, quantity }: CsvColumns): string | undefined => {
  const [cell, ...others] = cells.filter((text) => !isBlank(text))
  return cell === undefined || others.length > 0
    ? undefined
    : DELIMITERS.find((delimiter) => {
        const parts = cell.split(delimiter)
        const names = [sku, variant_id].some((column) => column !== undefined && !isBlank(parts[column] ?? ""))
        return names && looksLikeQuantity(cleanCell(parts[quantity] ?? ""))
      })
}

/** Returns why the quantity may differ from its cell. */
const findDoubt = (cells: string[], text: string, columns: CsvColumns, delimiter: string): string | undefined => {
  const { sku, variant_id, quantity, named, count } = columns
  const other = text === "" ? separatedOtherwise(cells, columns) : undefined
  if (other !== undefined) {
    return `The row separates its cells by ${nameOf(other)}, and the headings theirs by ${nameOf(delimiter)}. Separate all of them alike.`
  }
  if (cells.some((cell, column) => column >= count && !isBlank(cell))) {
    return "The row has more cells than there are columns. Write numbers without separators."
  }
  if (cells.some((cell, column) => column > quantity && !named.has(column) && !isBlank(cell))) {
    return "The row has a cell in a column without a heading. Write numbers without separators."
  }
  const next = quantity + 1
  const behind = cleanCell(cells[next] ?? "")
  const isCut = delimiter === "," && next !== sku && next !== variant_id && /^[1-9]\d{0,2}$/.test(text) && /^\d{3}$/.test(behind)
  return isCut ? `${text},${behind} may be one number. Put the quantity into the last column, or separate by semicolons.` : undefined
}
