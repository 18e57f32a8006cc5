import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { getOrderDetailWorkflow } from "@medusajs/medusa/core-flows"
import { placeBulkOrder } from "../../../../workflows/bulk-orders"
import { requireCustomerId } from "../../../caller/caller"
import { answering } from "../../../http/answer"
import { readIdempotencyKey } from "../../../http/idempotency-key"
import type { StoreCreateBulkOrderType } from "./validators"

/** Places an order of many lines for a business, completely or not at all. Places it once per `Idempotency-Key`. */
export const POST = answering(async (req: MedusaStoreRequest<StoreCreateBulkOrderType>, res) => {
  const { id, repeated, rows } = await placeBulkOrder(
    req.scope,
    {
      ...req.validatedBody,
      customer_id: requireCustomerId(req),
      sales_channel_ids: req.publishable_key_context.sales_channel_ids,
    },
    { idempotency_key: readIdempotencyKey(req) }
  )
  const { result: order } = await getOrderDetailWorkflow(req.scope).run({
    input: { order_id: id, fields: req.queryConfig.fields },
  })
  res.status(repeated ? 200 : 201).json({ order, ...(rows ? { rows } : {}) })
})
