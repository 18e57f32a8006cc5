import type { ServerResponse } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { type BulkOrderSummary, findBulkOrders, listBulkOrderIds } from "../../../../workflows/bulk-orders"
import { type CsvColumns, inBatches, MOST_CSV_ROWS, sendCsv } from "../../../http/csv"
import type { ListBulkOrdersType } from "../validators"

const COLUMNS: CsvColumns<BulkOrderSummary> = {
  display_id: ({ display_id }) => display_id,
  id: ({ id }) => id,
  status: ({ status }) => status,
  created_at: ({ created_at }) => new Date(created_at),
  customer_id: ({ customer_id }) => customer_id,
  email: ({ email }) => email,
  company_name: ({ company_name }) => company_name,
  tax_id: ({ tax_id }) => tax_id,
  purchase_order_number: ({ purchase_order_number }) => purchase_order_number,
  currency_code: ({ currency_code }) => currency_code,
  total: ({ total }) => total,
  confirmed: ({ confirmed }) => confirmed,
  note: ({ note }) => note,
}

/** Answers with the orders that match as a CSV, in the order of the list. */
export const sendBulkOrdersCsv = async (container: MedusaContainer, filters: ListBulkOrdersType, res: ServerResponse): Promise<void> => {
  const { ids, count } = await listBulkOrderIds(container, filters, MOST_CSV_ROWS)
  const rows = inBatches(ids, async (some) => {
    const { orders } = await findBulkOrders(container, { id: some, limit: some.length, offset: 0 })
    const byId = new Map(orders.map((order) => [order.id, order]))
    return some.flatMap((id) => byId.get(id) ?? [])
  })
  await sendCsv(res, { name: "bulk-orders", columns: COLUMNS, rows, count })
}
