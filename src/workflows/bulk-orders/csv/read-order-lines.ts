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
  const form = findForm(text, delimiters)
  if (!form) {
    throw new CustomerRoleError("invalid_request", text.trim() === "" ? "csv: there are no lines." : NOT_READABLE)
  }
  const { delimiter, columns, has_header } = form
  const rows = parseRows(text, delimiter, maxLines + 2).slice(has_header ? 1 : 0)
  if (rows.length > maxLines) {
    throw new CustomerRoleError("too_many_lines", `At most ${maxLines} lines can be sent at once.`)
  }
  if (rows.length === 0) {
    throw new CustomerRoleError("invalid_request", "csv: there are no lines.")
  }
  return rows.map((row) => toLine(row.map(cleanCell), columns))
}

const prepare = (csv: string): { text: string; delimiters: string[] } => {
  const text = csv.startsWith(BYTE_ORDER_MARK) ? csv.slice(1) : csv
  const line = DELIMITER_LINE.exec(text)
  return line ? { text: text.slice(line[0].length), delimiters: [line[1]] } : { text, delimiters: DELIMITERS }
}

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
  }
  try {
    const rows: string[][] = parse(text, options)
    return rows
  } catch (error) {
    throw error instanceof CsvError ? new CustomerRoleError("invalid_request", `csv: ${describe(error)}`) : error
  }
}

const describe = (error: CsvError): string =>
  error.code === "CSV_QUOTE_NOT_CLOSED" ? "a quotation mark is opened and never closed." : "this is not a CSV text."

const toLine = (cells: string[], { sku, variant_id, quantity, named }: CsvColumns): OrderLineInput => {
  const cell = (column: number | undefined): string => (column === undefined ? "" : (cells[column] ?? ""))
  const name = cell(sku) || cell(variant_id)
  if (cell(sku) && cell(variant_id)) {
    return nameless("The row has both a SKU and a variant id. Keep one of them.")
  }
  if (name === "") {
    return nameless("The row names no product.")
  }
  if (name.length > LONGEST_NAME || UNSTORABLE.test(name)) {
    return nameless("No product has a name like this row's.")
  }
  return {
    ...(cell(sku) ? { sku: name } : { variant_id: name }),
    ...readQuantity(
      cell(quantity),
      cells.some((text, column) => text !== "" && !named.has(column))
    ),
  }
}

const nameless = (message: string): OrderLineInput => ({ quantity: NaN, problem: { code: "unknown_sku", message } })

const readQuantity = (text: string, hasMore: boolean): Pick<OrderLineInput, "quantity" | "problem"> => {
  if (hasMore) {
    // The rest of 1,000 would be here.
    const message = "The row has more cells than there are headings. Write numbers without separators."
    return { quantity: NaN, problem: { code: "invalid_quantity", message } }
  }
  return text === ""
    ? { quantity: NaN, problem: { code: "invalid_quantity", message: "The row has no quantity." } }
    : { quantity: toQuantity(text) }
}
