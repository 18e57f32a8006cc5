import { z } from "@medusajs/framework/zod"
import { addressSchema, filledText, idText, lineSchema, linesSchema } from "../../../http/schemas"

/** The body of `POST /store/orders/create-bulk`. */
export const StoreCreateBulkOrder = z
  .strictObject({
    items: linesSchema(lineSchema({})),
    region_id: idText.optional(),
    sales_channel_id: idText.optional(),
    shipping_address: addressSchema.optional(),
    shipping_address_id: idText.optional(),
    billing_address: addressSchema.optional(),
    shipping_option_ids: z.array(idText).min(1, "must name at least one shipping option").max(50).optional(),
    purchase_order_number: filledText(255).optional(),
    note: filledText(1000).optional(),
  })
  .refine(
    ({ shipping_address, shipping_address_id }) => (shipping_address === undefined) !== (shipping_address_id === undefined),
    "send exactly one of shipping_address and shipping_address_id"
  )

export type StoreCreateBulkOrderType = z.infer<typeof StoreCreateBulkOrder>
