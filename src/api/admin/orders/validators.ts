import { z } from "@medusajs/framework/zod"
import { idText, listFormat, paging, searchTerm } from "../../http/schemas"

/** The query of `GET /admin/orders/bulk`. */
export const ListBulkOrders = z.strictObject({
  id: idText.optional(),
  q: searchTerm.optional(),
  ...paging,
  format: listFormat,
})

export type ListBulkOrdersType = z.infer<typeof ListBulkOrders>
