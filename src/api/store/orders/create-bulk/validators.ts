import { z } from "@medusajs/framework/zod"
import { deliveryShape, idText, lineSchema, linesSchema, withOneAddress } from "../../../http/schemas"

/** The body of `POST /store/orders/create-bulk`, and of `/preview` and `/cart` below it. */
export const StoreCreateBulkOrder = withOneAddress(
  z
    .strictObject({
      items: linesSchema(lineSchema({})).optional(),
      // What the rows say is looked at with them, so that bad ones are named.
      csv: z.string().optional(),
      from_order_id: idText.optional(),
      region_id: idText.optional(),
      sales_channel_id: idText.optional(),
      ...deliveryShape,
    })
    .refine(
      ({ items, csv, from_order_id }) => [items, csv, from_order_id].filter((way) => way !== undefined).length === 1,
      "send exactly one of items, csv and from_order_id"
    )
)

export type StoreCreateBulkOrderType = z.infer<typeof StoreCreateBulkOrder>
