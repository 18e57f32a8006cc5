import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateQuery } from "../../http/validate"
import { ListBulkOrders } from "./validators"

export const adminBulkOrderMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/admin/orders/bulk", middlewares: [validateQuery(ListBulkOrders)] },
]
