import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { refetchCart } from "@medusajs/medusa/api/store/carts/helpers"
import { fillBulkCart } from "../../../../../workflows/bulk-orders"
import { requireCustomerId } from "../../../../guards/caller"
import { answering } from "../../../../http/answer"
import type { StoreCreateBulkOrderType } from "../validators"

/** Puts the lines of a bulk order into a new cart. */
export const POST = answering(async (req: MedusaStoreRequest<StoreCreateBulkOrderType>, res) => {
  const { id } = await fillBulkCart(req.scope, {
    ...req.validatedBody,
    customer_id: requireCustomerId(req),
    sales_channel_ids: req.publishable_key_context.sales_channel_ids,
  })
  const cart = await refetchCart(id, req.scope, req.queryConfig.fields)
  res.status(201).json({ cart })
})
