import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findBulkOrders } from "../../../../workflows/bulk-orders"
import { answering } from "../../../http/answer"
import type { ListBulkOrdersType } from "../validators"
import { sendBulkOrdersCsv } from "./csv"

type Request = AuthenticatedMedusaRequest & { validatedQuery: ListBulkOrdersType }

/** Finds orders by purchase order number, company or tax id. */
export const GET = answering(async (req: Request, res: MedusaResponse) => {
  const { format, ...filters } = req.validatedQuery
  if (format === "csv") {
    return sendBulkOrdersCsv(req.scope, req.validatedQuery, res)
  }
  const { limit, offset } = filters
  const { orders, count } = await findBulkOrders(req.scope, filters)
  res.json({ orders, count, limit, offset })
})
