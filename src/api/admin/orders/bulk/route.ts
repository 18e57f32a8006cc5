import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findBulkOrders } from "../../../../workflows/bulk-orders"
import { answering } from "../../../http/answer"
import type { ListBulkOrdersType } from "../validators"

type Request = AuthenticatedMedusaRequest & { validatedQuery: ListBulkOrdersType }

/** Finds orders by purchase order number, company or tax id. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  const { limit, offset } = req.validatedQuery
  const { orders, count } = await findBulkOrders(req.scope, req.validatedQuery)
  res.json({ orders, count, limit, offset })
})
