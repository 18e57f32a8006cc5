import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { refetchCart } from "@medusajs/medusa/api/store/carts/helpers"
import { fillBulkCart } from "../../../../../workflows/bulk-orders"
import { requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"
import { readIdempotencyKey } from "../../../../http/idempotency-key"
import type { StoreCreateBulkOrderType } from "../validators"

/** Puts the lines of a bulk order into a new cart, once per `Idempotency-Key`. */
export const POST = answering(async (req: MedusaStoreRequest<StoreCreateBulkOrderType>, res) => {
  const { id, repeated, rows } = await fillBulkCart(
    req.scope,
    {
      ...req.validatedBody,
      customer_id: requireCustomerId(req),
      sales_channel_ids: req.publishable_key_context.sales_channel_ids,
    },
    { idempotency_key: readIdempotencyKey(req) }
  )
  const cart = await refetchCart(id, req.scope, req.queryConfig.fields)
  res.status(repeated ? 200 : 201).json({ cart, ...(rows ? { rows } : {}) })
})
