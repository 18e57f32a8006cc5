import { CustomerRoleError } from "../../../errors"
import { cleanCell, toQuantity } from "./cells"

/** Which cells of a row say what. */
export type CsvColumns = {
  sku?: number
  variant_id?: number
  quantity: number
  /** Columns that have a heading. Right of the quantity, a cell in another one is a mistake, such as the rest of `1,000`. */
  named: Set<number>
  /** How many columns the first row has. */
  count: number
}

type Field = "sku" | "variant_id" | "quantity"

/** What a column may be called, the best name first. Case, blanks and marks between the words do not count. */
const NAMES: Record<Field, string[]> = {
  sku: [
    "sku",
    "variantsku",
    "productsku",
    "itemsku",
    "skucode",
    "articlenumber",
    "articleno",
    "article",
    "itemnumber",
    "itemno",
    "partnumber",
    "partno",
    "productcode",
  ],
  variant_id: ["variantid"],
  quantity: ["quantity", "qty", "orderquantity", "orderqty"],
}

const FIELDS: Field[] = ["sku", "variant_id", "quantity"]

const toName = (cell: string): string => cleanCell(cell).toLowerCase().replace(/[\s_\-./#:*]+/g, "")

/**
 * Reads the first row of a CSV: the columns that its headings name, or two columns without headings, product and
 * quantity. `undefined` where it is neither.
 *
 * @throws CustomerRoleError `invalid_request` where two columns have the same heading
 *
 * @example
 * readColumns(["Part number", "Qty", "Price"])
 */
export const readColumns = (row: string[]): { columns: CsvColumns; has_header: boolean } | undefined => {
  const names = row.map(toName)
  const [sku, variant_id, quantity] = FIELDS.map((field) => findColumn(names, field))
  if (quantity !== undefined && (sku !== undefined || variant_id !== undefined)) {
    const named = new Set(row.flatMap((cell, column) => (cleanCell(cell) === "" ? [] : [column])))
    return { has_header: true, columns: { sku, variant_id, quantity, named, count: row.length } }
  }
  return isDataRow(row.map(cleanCell))
    ? { has_header: false, columns: { sku: 0, quantity: 1, named: new Set([0, 1]), count: 2 } }
    : undefined
}

/** A product and a number, and nothing behind them. */
const isDataRow = ([product, quantity, ...rest]: string[]): boolean =>
  Boolean(product) && Number.isInteger(toQuantity(quantity ?? "")) && rest.every((cell) => cell === "")

const findColumn = (names: string[], field: Field): number | undefined => {
  const known = NAMES[field].find((name) => names.includes(name))
  if (known === undefined) {
    return undefined
  }
  if (names.indexOf(known) !== names.lastIndexOf(known)) {
    throw new CustomerRoleError("invalid_request", `csv: several columns are called "${known}".`)
  }
  return names.indexOf(known)
}
