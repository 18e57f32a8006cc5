import type { ListedBusiness } from "../../../api/types"

/** Selected rows by customer id, as Medusa's table keeps them. */
export type Selection = Record<string, boolean>

/** Tells whether a business can be selected: only applications that wait for a decision. */
export const isSelectable = ({ verification_status, deleted_at }: Pick<ListedBusiness, "verification_status" | "deleted_at">): boolean =>
  verification_status === "pending" && deleted_at === null

/**
 * Returns the selected rows that the list still shows and that still wait for a decision.
 *
 * @example
 * selectedRows({ cus_1: true }, customers)
 */
export const selectedRows = (selection: Selection, rows: ListedBusiness[]): ListedBusiness[] =>
  rows.filter((row) => selection[row.customer_id] && isSelectable(row))

/**
 * Returns the selection without rows that are gone or decided. Returns the same object if nothing changes, so that React
 * does not render again.
 *
 * @example
 * setSelection((selection) => pruneSelection(selection, customers))
 */
export const pruneSelection = (selection: Selection, rows: ListedBusiness[]): Selection => {
  const kept = selectedRows(selection, rows)
  return kept.length === Object.keys(selection).length ? selection : Object.fromEntries(kept.map(({ customer_id }) => [customer_id, true]))
}
