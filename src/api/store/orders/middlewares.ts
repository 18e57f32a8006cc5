import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfOrderInPath } from "../../guards/order-owner"
import { refuseImpersonatedPost } from "../../guards/refuse-impersonation"

/** In front of Medusa's order routes: it shows an order, and asks for or ends its transfer, for whoever has the id. */
export const storeOrderMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/orders/:id/transfer", middlewares: [refuseImpersonatedPost("/store/orders/:id/transfer/*")] },
  { methods: ["ALL"], matcher: "/store/orders/:id", middlewares: [requireOwnerOfOrderInPath] },
  { methods: ["ALL"], matcher: "/store/orders/:id/*", middlewares: [requireOwnerOfOrderInPath] },
]
