import type { MiddlewareRoute } from "@medusajs/framework/http"
import { BULK_ORDER_POLICIES } from "../../../policies/bulk-order"
import { validateQuery } from "../../http/validate"
import { ListBulkOrders } from "./validators"

export const adminBulkOrderMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/admin/orders/bulk", middlewares: [validateQuery(ListBulkOrders)], policies: [BULK_ORDER_POLICIES.read] },
]
