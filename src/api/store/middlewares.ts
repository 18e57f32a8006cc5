import type { MiddlewareRoute } from "@medusajs/framework/http"
import { clerkBearer } from "../guards/clerk-bearer"
import { refuseImpersonation } from "../guards/refuse-impersonation"

/** What holds for every store route, Medusa's own included. */
export const storeMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store", middlewares: [clerkBearer] },
  { method: ["POST"], matcher: "/store/carts/:id/complete", middlewares: [refuseImpersonation] },
  { method: ["POST", "PUT", "PATCH", "DELETE"], matcher: "/store/customers/me", middlewares: [refuseImpersonation] },
  { method: ["POST", "PUT", "PATCH", "DELETE"], matcher: "/store/customers/me/*", middlewares: [refuseImpersonation] },
]
