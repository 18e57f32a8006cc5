import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError } from "../../../errors"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { type ReadOrderLines, readOrderLines } from "./csv/read-order-lines"
import type { CreateBulkOrderWorkflowInput, SheetRowsReport } from "../types"

/**
 * Reads a CSV as the shop's options say: how many lines it may have, and which headings the shop adds.
 *
 * @throws CustomerRoleError `too_many_lines`, and `invalid_request` if the text cannot be read
 *
 * @example
 * const { lines, rows } = readSheet(container, { csv: "sku,quantity\nBOLT-10,400" })
 */
export const readSheet = (
  container: MedusaContainer,
  { csv, csv_columns }: Required<Pick<CreateBulkOrderWorkflowInput, "csv">> & Pick<CreateBulkOrderWorkflowInput, "csv_columns">
): ReadOrderLines => {
  const { maxLines, csvHeadings } = pluginOptions(container).bulkOrders
  return readOrderLines(csv, { maxLines, headings: csvHeadings, columns: csv_columns })
}

/**
 * Returns the report about the CSV of a request that was answered before. It is empty if there was no CSV, or if the shop's
 * options have changed since, so that the text can no longer be read.
 *
 * @example
 * const { rows } = rowsOf(container, input)
 */
export const rowsOf = (
  container: MedusaContainer,
  { csv, csv_columns }: Pick<CreateBulkOrderWorkflowInput, "csv" | "csv_columns">
): { rows?: SheetRowsReport } => {
  try {
    return csv === undefined ? {} : { rows: readSheet(container, { csv, csv_columns }).rows }
  } catch (error) {
    if (asCustomerRoleError(error)) {
      return {}
    }
    throw error
  }
}
