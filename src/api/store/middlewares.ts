import type { MiddlewareRoute } from "@medusajs/framework/http"
import { clerkBearer } from "../guards/clerk-bearer"
import { offerCredit } from "../guards/offer-credit"
import { requireCreditForCart, requireCreditForSession } from "../guards/require-credit"
import { refuseImpersonation } from "../guards/impersonation"
import { lookUpAhead } from "../guards/look-ahead"
import { checked } from "../front-door"

/** Guards of every store route, Medusa's own included. */
export const storeMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store", middlewares: [checked, lookUpAhead, clerkBearer, offerCredit] },
  { matcher: "/store/carts/:id/complete", middlewares: [requireCreditForCart] },
  { matcher: "/store/payment-collections/:id/payment-sessions", middlewares: [requireCreditForSession] },
  { methods: ["POST", "PUT", "PATCH", "DELETE"], matcher: "/store/customers/me", middlewares: [refuseImpersonation] },
  { methods: ["POST", "PUT", "PATCH", "DELETE"], matcher: "/store/customers/me/*", middlewares: [refuseImpersonation] },
]
