import { stringify } from "csv-stringify/sync"
import { leastQuantity } from "../quantity-rules"
import type { OrderVariant } from "../types"

/**
 * A CSV to fill in: headings, and a row for each variant with the fewest units that can be ordered. Spreadsheets open
 * it as UTF-8, and run nothing that is in it.
 *
 * @example
 * writeTemplate([variant]) // "sku,quantity,title\r\nBOLT-10,1,Bolts\r\n" behind a byte order mark
 */
export const writeTemplate = (variants: OrderVariant[]): string =>
  stringify(
    variants.map(({ sku, quantity_rules, product_title }) => [sku, leastQuantity(quantity_rules), product_title]),
    { header: true, columns: ["sku", "quantity", "title"], bom: true, record_delimiter: "windows", escape_formulas: true }
  )
