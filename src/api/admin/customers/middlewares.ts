import type { MiddlewareRoute } from "@medusajs/framework/http"
import { validateBody, validateQuery } from "../../http/validate"
import { ListBusinessCustomers, ResyncRole, VerifyCustomers } from "./validators"

export const adminCustomerRoleMiddlewares: MiddlewareRoute[] = [
  { method: ["POST"], matcher: "/admin/customers/verify", bodyParser: false, middlewares: [validateBody(VerifyCustomers)] },
  { method: ["GET"], matcher: "/admin/customers/business", middlewares: [validateQuery(ListBusinessCustomers)] },
  { method: ["POST"], matcher: "/admin/customers/:id/role/resync", bodyParser: false, middlewares: [validateBody(ResyncRole)] },
]
