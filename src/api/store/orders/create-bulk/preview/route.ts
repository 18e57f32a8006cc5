import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { previewBulkOrder } from "../../../../../workflows/bulk-orders"
import { requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import type { StoreCreateBulkOrderType } from "../validators"

/** Returns the lines, prices and stock of a bulk order without placing it. */
export const POST = answering(async (req: MedusaStoreRequest<StoreCreateBulkOrderType>, res) => {
  const preview = await previewBulkOrder(req.scope, {
    ...req.validatedBody,
    customer_id: requireCustomerId(req),
    sales_channel_ids: req.publishable_key_context.sales_channel_ids,
  })
  res.status(200).json(preview)
})
