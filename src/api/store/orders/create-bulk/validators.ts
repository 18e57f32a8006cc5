import { z } from "@medusajs/framework/zod"
import { addressSchema, filledText, idText, lineSchema, linesSchema } from "../../../http/schemas"

/** The body of `POST /store/orders/create-bulk`, and of `/preview` and `/cart` below it. */
export const StoreCreateBulkOrder = z
  .strictObject({
    items: linesSchema(lineSchema({})).optional(),
    // What the rows say is looked at with them, so that bad ones are named.
    csv: z.string().optional(),
    from_order_id: idText.optional(),
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
    ({ items, csv, from_order_id }) => [items, csv, from_order_id].filter((way) => way !== undefined).length === 1,
    "send exactly one of items, csv and from_order_id"
  )
  .refine(
    ({ shipping_address, shipping_address_id }) => (shipping_address === undefined) !== (shipping_address_id === undefined),
    "send exactly one of shipping_address and shipping_address_id"
  )

export type StoreCreateBulkOrderType = z.infer<typeof StoreCreateBulkOrder>
