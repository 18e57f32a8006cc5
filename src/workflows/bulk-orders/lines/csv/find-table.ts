import { CustomerRoleError } from "../../../../errors"
import { cleanCell } from "./clean-cells"
import {
  type CsvColumnChoice,
  type CsvColumns,
  candidatesOf,
  type Candidates,
  isClearHead,
  isHead,
  readsAsLine,
  settleColumns,
} from "./columns"
import type { HeadingReader } from "./headings"
import { looksLikeQuantity } from "./number-format"
import { rawOf, type SheetRow } from "./rows"
import { isBlank, MOST_COLUMNS, type SheetText } from "./sheet-text"

/** The most rows that are searched for headings. */
export const MOST_ROWS_ABOVE = 50

/** The rows of a sheet, sorted into headings, lines and the rows above. */
export type Table = {
  head?: SheetRow
  /** The rows above the headings. */
  above: SheetRow[]
  data: SheetRow[]
  columns: CsvColumns
}

/** Returns the table in these rows, or `undefined` if there is none of this kind. */
export type FindTable = (rows: SheetRow[]) => Table | undefined

/** Options of {@link findHeadedTable}. */
export type TableOptions = { readHeading: HeadingReader; choice: CsvColumnChoice }

type Head = { at: number; candidates: Candidates }

/**
 * Finds the headings among the first rows.
 *
 * @example
 * findHead(rows, { readHeading, choice: {} })
 */
export const findHead = (rows: SheetRow[], { readHeading, choice }: TableOptions): Head | undefined => {
  const heads = rows
    .slice(0, MOST_ROWS_ABOVE)
    .map(({ cells }, at) => ({ at, candidates: cells.length > MOST_COLUMNS ? NONE : candidatesOf(cells, readHeading, choice) }))
    .filter(({ candidates }) => isHead(candidates))
  // Words such as "No" and "Order" also occur above the table.
  return heads.reduce<Head | undefined>((best, head) => {
    if (best === undefined) {
      return head
    }
    const isBetter = !isClearHead(best.candidates) && isClearHead(head.candidates)
    return isBetter && !rows.slice(best.at + 1, head.at).some(({ cells }) => readsAsLine(cells, best.candidates)) ? head : best
  }, undefined)
}

const NONE: Candidates = { sku: [], variant_id: [], quantity: [] }

/**
 * Finds the table below its headings.
 *
 * @throws CustomerRoleError `invalid_request` if a field has several candidates, or a row above the headings is a line
 *
 * @example
 * const table = findHeadedTable(sheet, { readHeading, choice: {} })(rows)
 */
export const findHeadedTable =
  (sheet: SheetText, options: TableOptions): FindTable =>
  (rows) => {
    const found = findHead(rows, options)
    if (!found) {
      return undefined
    }
    const head = rows[found.at]
    const above = rows.slice(0, found.at)
    refuseLinesAbove(sheet, above, found.candidates)
    const data = rows.slice(found.at + 1)
    const columns = settleColumns(head, data, found.candidates)
    refuseSecondHead(sheet, data, columns, options)
    return { head, above, data, columns }
  }

/** Rows below a second row of headings have other columns. Read with the first table's columns, they would silently order nothing. */
const refuseSecondHead = (sheet: SheetText, data: SheetRow[], { quantity }: CsvColumns, { readHeading }: TableOptions): void => {
  const second = data.find(
    ({ cells }) =>
      isBlank(cells[quantity] ?? "") && !cells.some((cell) => /\d/.test(cell)) && isClearHead(candidatesOf(cells, readHeading, {}))
  )
  if (second) {
    const message = `Row ${second.number} reads as the headings of another table. Send one table at a time.`
    throw new CustomerRoleError("invalid_request", `csv: ${message}`, [
      { field: "csv", row: second.number, raw: rawOf(sheet, second), message },
    ])
  }
}

const refuseLinesAbove = (sheet: SheetText, above: SheetRow[], candidates: Candidates): void => {
  const lines = above.filter(({ cells }) => readsAsLine(cells, candidates))
  if (lines.length > 0) {
    const errors = lines.map((row) => {
      const message = `Row ${row.number} is above the headings and reads as a line of the order. Move it below them, or leave it out.`
      return { field: "csv", row: row.number, raw: rawOf(sheet, row), message }
    })
    throw new CustomerRoleError("invalid_request", `csv: ${errors[0].message}`, errors)
  }
}

/**
 * Finds a table without headings: two columns, one of numbers, and one that can only be SKUs.
 *
 * @example
 * findBareTable(rows)
 */
export const findBareTable: FindTable = (rows) => {
  const [first] = rows
  if (!first || !isBareLine(first.cells)) {
    return undefined
  }
  // With two numbers in each row, either column may be the quantity.
  const isProved = rows.some(({ cells }) => /\p{L}/u.test(cells[0]) && looksLikeQuantity(cleanCell(cells[1] ?? "")))
  return isProved ? { above: [], data: rows, columns: { sku: 0, quantity: 1, named: new Set([0, 1]), count: 2 } } : undefined
}

const isBareLine = ([product, quantity, ...rest]: string[]): boolean =>
  !isBlank(product) && /^\d{1,15}$/.test(cleanCell(quantity ?? "")) && rest.every(isBlank)

/**
 * Finds the table if the caller named both columns by number. It may have headings or not.
 *
 * @example
 * findNumberedTable({ sku: 1, quantity: 3 }, readHeading)(rows)
 */
export const findNumberedTable =
  ({ sku, quantity }: { sku: number; quantity: number }, readHeading: HeadingReader): FindTable =>
  (rows) => {
    const widest = Math.max(0, ...rows.map(({ cells }) => cells.length))
    if (sku > widest || quantity > widest) {
      return undefined
    }
    const columns = { sku: sku - 1, quantity: quantity - 1 }
    const isLine = ({ cells }: SheetRow) =>
      !isBlank(cells[columns.sku] ?? "") && looksLikeQuantity(cleanCell(cells[columns.quantity] ?? ""))
    const firstLine = rows.findIndex(isLine)
    if (firstLine === -1) {
      return undefined
    }
    const isHeading = ({ cells }: SheetRow) =>
      !isBlank(cells[columns.sku] ?? "") && !isBlank(cells[columns.quantity] ?? "") && !/\d/.test(cells[columns.quantity])
    const before = rows.slice(0, firstLine)
    const known = before.findIndex(({ cells }) => isHead(candidatesOf(cells, readHeading, {})))
    const head = known === -1 ? before.findIndex(isHeading) : known
    const named = new Set(rows.flatMap(({ cells }) => cells.map((_, column) => column)))
    return {
      ...(head === -1 ? {} : { head: rows[head] }),
      above: rows.slice(0, Math.max(head, 0)),
      data: rows.slice(head + 1),
      columns: { ...columns, named, count: head === -1 ? widest : rows[head].cells.length },
    }
  }
