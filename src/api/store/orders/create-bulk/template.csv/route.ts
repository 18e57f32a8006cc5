import type { MedusaStoreRequest } from "@medusajs/framework/http"
import { writeBulkOrderTemplateWorkflow } from "../../../../../workflows/bulk-orders"
import { requireCustomerId } from "../../../../caller/caller"
import { answering } from "../../../../http/answer"

/** Returns a CSV template that customers fill in and order from. */
export const GET = answering(async (req: MedusaStoreRequest, res) => {
  const { result: csv } = await writeBulkOrderTemplateWorkflow(req.scope).run({
    input: { customer_id: requireCustomerId(req), sales_channel_ids: req.publishable_key_context.sales_channel_ids },
  })
  res
    .status(200)
    .set({
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="bulk-order.csv"',
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    })
    .send(csv)
})
