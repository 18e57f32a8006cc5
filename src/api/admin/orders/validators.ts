import { z } from "@medusajs/framework/zod"
import { idText, paging, searchTerm } from "../../http/schemas"

/** The query of `GET /admin/orders/bulk`. */
export const ListBulkOrders = z.strictObject({
  id: idText.optional(),
  q: searchTerm.optional(),
  ...paging,
})

export type ListBulkOrdersType = z.infer<typeof ListBulkOrders>
