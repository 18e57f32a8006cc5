import { z } from "@medusajs/framework/zod"
import { idText, text } from "../../http/schemas"

const count = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "must be a whole number")
    .transform(Number)
    .pipe(z.int().min(min).max(max))

/** The query of `GET /admin/orders/bulk`. */
export const ListBulkOrders = z.strictObject({
  id: idText.optional(),
  q: text(255)
    .transform((value) => value.trim())
    .optional(),
  limit: count(1, 100).default(20),
  offset: count(0, 999_999_999).default(0),
})

export type ListBulkOrdersType = z.infer<typeof ListBulkOrders>
