import type { MiddlewareRoute } from "@medusajs/framework/http"
import { hideCustomer } from "../../guards/hide-customer"
import { requireOwnerOfOrderInPath } from "../../guards/order-owner"
import { refuseImpersonatedPost } from "../../guards/impersonation"

/** Guards Medusa's order routes, which show an order and request or end its transfer for anybody who has the id. */
export const storeOrderMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/orders/:id", middlewares: [hideCustomer] },
  { matcher: "/store/orders/:id/transfer", middlewares: [refuseImpersonatedPost("/store/orders/:id/transfer/*")] },
  { methods: ["ALL"], matcher: "/store/orders/:id", middlewares: [requireOwnerOfOrderInPath] },
  { methods: ["ALL"], matcher: "/store/orders/:id/*", middlewares: [requireOwnerOfOrderInPath] },
]
