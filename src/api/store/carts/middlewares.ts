import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartInPath } from "../../guards/cart-owner"
import { hideCustomer } from "../../guards/hide-customer"
import { noteCompleter } from "../../guards/require-credit"
import { recordImpersonation, refuseImpersonatedPost } from "../../guards/impersonation"
import { changeForGuest, createForGuest, refuseEmailOfImpersonator } from "./cart-email"
import { requireAddressesOfCart, requireLineOfCart, takeNoAddressById } from "./parts-of-cart"

/**
 * Guards Medusa's cart routes. Entries without methods run before everything else. Entries with `ALL` run before Medusa's
 * own routes below a cart. The rest runs after Medusa has validated query and body.
 */
export const storeCartMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/carts", middlewares: [hideCustomer] },
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
