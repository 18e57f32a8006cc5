import { z } from "@medusajs/framework/zod"
import { deliveryShape, idText, lineSchema, linesSchema, text, withOneAddress } from "../../../http/schemas"

/** The reader of sheets accepts no more. */
const MOST_COLUMNS = 200

/** A column, by heading or by number. The first column is 1. */
const csvColumn = z.union(
  [text(255).refine((heading) => heading.trim() !== ""), z.int().min(1).max(MOST_COLUMNS)],
  `must be a heading, or the number of a column from 1 to ${MOST_COLUMNS}`
)

const csvColumns = z
  .strictObject({ sku: csvColumn.optional(), quantity: csvColumn.optional() })
  .refine(({ sku, quantity }) => sku !== undefined || quantity !== undefined, "must name the column of sku, quantity or both")
  .refine(({ sku, quantity }) => sku === undefined || sku !== quantity, "sku and quantity must name different columns")

/** The body of `POST /store/orders/create-bulk`, and of `/preview` and `/cart` below it. */
export const StoreCreateBulkOrder = withOneAddress(
  z
    .strictObject({
      items: linesSchema(lineSchema({})).optional(),
      // The workflow reads the rows, so that its errors can name them.
      csv: z.string().optional(),
      csv_columns: csvColumns.optional(),
      from_order_id: idText.optional(),
      region_id: idText.optional(),
      sales_channel_id: idText.optional(),
      ...deliveryShape,
    })
    .refine(
      ({ items, csv, from_order_id }) => [items, csv, from_order_id].filter((way) => way !== undefined).length === 1,
      "send exactly one of items, csv and from_order_id"
    )
    .refine(({ csv, csv_columns }) => csv !== undefined || csv_columns === undefined, "csv_columns goes with csv only")
)

export type StoreCreateBulkOrderType = z.infer<typeof StoreCreateBulkOrder>
