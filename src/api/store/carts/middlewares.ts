import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartInPath } from "../../guards/cart-owner"
import { noteCompleter } from "../../guards/require-credit"
import { recordImpersonation, refuseImpersonatedPost } from "../../guards/refuse-impersonation"
import { changeForGuest, createForGuest } from "./guest-email"
import { requireAddressesOfCart, requireLineOfCart, takeNoAddressById } from "./parts-of-cart"
import { refuseEmailOfImpersonator } from "./refuse-email-of-impersonator"

/**
 * In front of Medusa's cart routes. What stands on a path without methods comes before all else, `/*` before what
 * Medusa has below a cart, and the rest after Medusa's own checks of query and body.
 */
export const storeCartMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/carts/:id/complete", middlewares: [refuseImpersonatedPost("/store/carts/:id/complete")] },
  { matcher: "/store/carts/:id/customer", middlewares: [refuseImpersonatedPost("/store/carts/:id/customer")] },

  { methods: ["ALL"], matcher: "/store/carts/:id", middlewares: [requireOwnerOfCartInPath] },
  { methods: ["ALL"], matcher: "/store/carts/:id/*", middlewares: [requireOwnerOfCartInPath] },
  { methods: ["ALL"], matcher: "/store/carts/:id/line-items/:line_id", middlewares: [requireLineOfCart] },

  {
    methods: ["POST"],
    matcher: "/store/carts",
    middlewares: [takeNoAddressById, refuseEmailOfImpersonator, createForGuest, recordImpersonation],
  },
  {
    methods: ["POST"],
    matcher: "/store/carts/:id",
    middlewares: [requireAddressesOfCart, refuseEmailOfImpersonator, changeForGuest, recordImpersonation],
  },
  { methods: ["POST"], matcher: "/store/carts/:id/line-items", middlewares: [recordImpersonation] },
  { methods: ["POST", "DELETE"], matcher: "/store/carts/:id/line-items/:line_id", middlewares: [recordImpersonation] },
  { methods: ["POST", "DELETE"], matcher: "/store/carts/:id/promotions", middlewares: [recordImpersonation] },
  { methods: ["POST"], matcher: "/store/carts/:id/complete", middlewares: [noteCompleter] },
  { methods: ["POST"], matcher: "/store/carts/:id/shipping-methods", middlewares: [recordImpersonation] },
]
