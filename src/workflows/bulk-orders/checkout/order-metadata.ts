import type { CreateBulkOrderWorkflowInput } from "../types"

type Company = { company_name: string | null; tax_id: string | null }

/**
 * Returns the metadata of a bulk order.
 *
 * @example
 * const metadata = toOrderMetadata({ purchase_order_number: "PO-4711" }, role, "bulk_123")
 */
export const toOrderMetadata = (
  { purchase_order_number, note, quote }: Pick<CreateBulkOrderWorkflowInput, "purchase_order_number" | "note" | "quote">,
  { company_name, tax_id }: Company,
  placement_id?: string
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({
      purchase_order_number,
      note,
      company_name,
      tax_id,
      bulk_order_id: placement_id,
      quote_id: quote?.id,
      quote_number: quote?.number,
      quote_revision: quote?.revision,
    }).filter(([, value]) => value !== null && value !== undefined)
  )
