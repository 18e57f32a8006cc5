import { CsvError, parse, type Options } from "csv-parse/sync"
import { CustomerRoleError } from "../../../errors"
import { UNSTORABLE } from "../../../storable"
import type { OrderLineInput } from "../types"
import { cleanCell, toQuantity } from "./cells"
import { type CsvColumns, readColumns } from "./columns"

const DELIMITERS = [",", ";", "\t"]

/** Excel's own way to say the delimiter, in a line before the rest. */
const DELIMITER_LINE = /^sep=([,;\t|])[^\S\r\n]*(?:\r?\n|$)/i

const BYTE_ORDER_MARK = "\uFEFF"

/** As long as names are in JSON. */
const LONGEST_NAME = 255

/** More than any sheet has that is meant for this. A hostile text could keep the reader busy for seconds. */
const MOST_COLUMNS = 200
const LONGEST_ROW = 65_536

/** A row of nothing but delimiters, as sheets have them below their last line. */
const BLANK_ROW = /^[,;\t \u00A0]+$/gm

const NO_LINES = "csv: there are no lines."

const NOT_READABLE = [
  'csv: the first row must have the headings "sku" (or "variant_id") and "quantity", or a SKU and a whole number.',
  "Cells are separated by commas, semicolons or tabs.",
].join(" ")

/**
 * Reads the lines of an order from a CSV as spreadsheets write it. One line for each data row; blank rows do not count.
 * A row that cannot be read becomes a line that says why, so that all of them can be named at once.
 *
 * @throws CustomerRoleError `too_many_lines`, and `invalid_request` where the text as a whole cannot be read
 *
 * @example
 * readOrderLines("SKU;Qty\r\nBOLT-10;400\r\n", 1000) // [{ sku: "BOLT-10", quantity: 400 }]
 */
export const readOrderLines = (csv: string, maxLines: number): OrderLineInput[] => {
  const { text, delimiters } = prepare(csv)
  const form = text.trim() === "" ? undefined : findForm(text, delimiters)
  if (!form) {
    throw new CustomerRoleError("invalid_request", text.trim() === "" ? NO_LINES : NOT_READABLE)
  }
  const { delimiter, columns, has_header } = form
  const rows = parseRows(text, delimiter, maxLines + 2).slice(has_header ? 1 : 0)
  if (rows.length > maxLines) {
    throw new CustomerRoleError("too_many_lines", `At most ${maxLines} lines can be sent at once.`)
  }
  if (rows.length === 0) {
    throw new CustomerRoleError("invalid_request", NO_LINES)
  }
  return rows.map((row) => toLine(row.map(cleanCell), columns, delimiter))
}

const prepare = (csv: string): { text: string; delimiters: string[] } => {
  const text = (csv.startsWith(BYTE_ORDER_MARK) ? csv.slice(1) : csv).replace(BLANK_ROW, "")
  if (text.split(/[\r\n]/).some(({ length }) => length > LONGEST_ROW)) {
    throw tooLarge()
  }
  const line = DELIMITER_LINE.exec(text)
  return line ? { text: text.slice(line[0].length), delimiters: [line[1]] } : { text, delimiters: DELIMITERS }
}

const tooLarge = () =>
  new CustomerRoleError("invalid_request", `csv: a row has more than ${MOST_COLUMNS} cells or ${LONGEST_ROW} characters.`)

/** The first delimiter under which the first row makes sense. */
const findForm = (text: string, delimiters: string[]) => {
  for (const delimiter of delimiters) {
    const [first] = parseRows(text, delimiter, 1)
    const form = first && readColumns(first)
    if (form) {
      return { ...form, delimiter }
    }
  }
  return undefined
}

const parseRows = (text: string, delimiter: string, most: number): string[][] => {
  const options: Options = {
    delimiter,
    to: most,
    relax_column_count: true,
    // A blank before it would make a quotation mark part of the text.
    ltrim: true,
    // An inch mark inside a cell quotes nothing.
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: LONGEST_ROW,
    on_record: (row: string[]) => {
      if (row.length > MOST_COLUMNS) {
        throw tooLarge()
      }
      return row
    },
  }
  try {
    const rows: string[][] = parse(text, options)
    return rows
  } catch (error) {
    throw error instanceof CsvError ? toRefusal(error) : error
  }
}

const toRefusal = (error: CsvError): CustomerRoleError =>
  error.code === "CSV_MAX_RECORD_SIZE" ? tooLarge() : new CustomerRoleError("invalid_request", `csv: ${describe(error)}`)

const describe = (error: CsvError): string =>
  error.code === "CSV_QUOTE_NOT_CLOSED" ? "a quotation mark is opened and never closed." : "this is not a CSV text."

const toLine = (cells: string[], columns: CsvColumns, delimiter: string): OrderLineInput => {
  const cell = (column: number | undefined): string => (column === undefined ? "" : (cells[column] ?? ""))
  const sku = cell(columns.sku)
  const variant_id = cell(columns.variant_id)
  if (!sku && !variant_id) {
    return nameless("The row names no product.")
  }
  if ([sku, variant_id].some((name) => name.length > LONGEST_NAME || UNSTORABLE.test(name))) {
    return nameless("No product has a name like this row's.")
  }
  return {
    ...(sku ? { sku } : {}),
    ...(variant_id ? { variant_id } : {}),
    ...(sku && variant_id ? { names_agree: true } : {}),
    ...readQuantity(cell(columns.quantity), findDoubt(cells, columns, delimiter)),
  }
}

const nameless = (message: string): OrderLineInput => ({ quantity: NaN, problem: { code: "unknown_sku", message } })

/** Why what is in the quantity's column may be no more than the start of the quantity. */
const findDoubt = (cells: string[], { sku, variant_id, quantity, named, count }: CsvColumns, delimiter: string): string | undefined => {
  if (cells.some((text, column) => text !== "" && column >= count)) {
    return "The row has more cells than there are columns. Write numbers without separators."
  }
  if (cells.some((text, column) => text !== "" && column > quantity && !named.has(column))) {
    return "The row has a cell in a column without a heading. Write numbers without separators."
  }
  const next = quantity + 1
  const isCut = delimiter === "," && next !== sku && next !== variant_id && isThousands(cells[quantity] ?? "", cells[next] ?? "")
  return isCut ? `${cells[quantity]},${cells[next]} may be one number. Put the quantity into the last column, or separate by semicolons.` : undefined
}

/** Whether two cells are what a comma makes of a number such as `1,000`, whose rest then stands in another's column. */
const isThousands = (quantity: string, next: string): boolean => /^[1-9]\d{0,2}$/.test(quantity) && /^\d{3}$/.test(next)

const readQuantity = (text: string, doubt: string | undefined): Pick<OrderLineInput, "quantity" | "problem"> => {
  const message = doubt ?? (text === "" ? "The row has no quantity." : undefined)
  return message === undefined ? { quantity: toQuantity(text) } : { quantity: NaN, problem: { code: "invalid_quantity", message } }
}
