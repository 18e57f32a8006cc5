import { stringify } from "csv-stringify/sync"
import { CustomerRoleError } from "../../../../errors"
import { leastQuantity } from "../quantity-rules"
import { guardFormulas } from "../../../../text/formulas"
import type { OrderVariant } from "../../types"
import { variantTitleOf } from "../variant-title"
import { readOrderLines } from "./read-order-lines"

/** Includes the variant's own title, which tells rows of one product apart. */
const toTitle = (variant: OrderVariant, all: OrderVariant[]): string => {
  const { product_title } = variant
  const isAlone = all.filter((other) => other.product_title === product_title).length === 1
  return [product_title, isAlone ? null : variantTitleOf(variant)].filter(Boolean).join(", ")
}

/**
 * Returns a CSV to fill in: headings, and a row for each variant with the fewest units that can be ordered. Spreadsheets open it
 * as UTF-8, and find no formula to run in it.
 *
 * @example
 * writeTemplate([variant]) // "sku,quantity,title\r\nBOLT-10,1,Bolts\r\n" behind a byte order mark
 */
export const writeTemplate = (variants: OrderVariant[]): string =>
  stringify(
    variants.map((variant) => [
      guardFormulas(variant.sku ?? ""),
      leastQuantity(variant.quantity_rules),
      guardFormulas(toTitle(variant, variants)),
    ]),
    {
      header: true,
      columns: ["sku", "quantity", "title"],
      bom: true,
      record_delimiter: "windows",
      escape_formulas: true,
      // By default the library does not quote line breaks other than its own.
      quoted_match: /[\r\n]/,
    }
  )

/**
 * Whether reading the template again gives the variant's SKU.
 *
 * @example
 * isReadBack(variant)
 */
export const isReadBack = (variant: OrderVariant): boolean => {
  try {
    const [line] = readOrderLines(writeTemplate([variant]), { maxLines: 1 }).lines
    return line.sku === variant.sku && line.quantity === leastQuantity(variant.quantity_rules)
  } catch (error) {
    if (error instanceof CustomerRoleError) {
      return false
    }
    throw error
  }
}
