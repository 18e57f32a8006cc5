import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartNamed } from "../../guards/cart-owner"
import { ownerOf } from "../../guards/owner"
import { requireOwnerOfOrderNamed } from "../../guards/order-owner"
import { notePayer } from "../../guards/require-credit"
import { recordImpersonation } from "../../guards/impersonation"

/** Guards a payment collection by the cart, the order or both that it pays for. */
const requireOwnerOfPaymentCollection = ownerOf("payment_collection", ({ params }) => [params.id])

export const storePaymentCollectionMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/payment-collections", middlewares: [requireOwnerOfCartNamed, requireOwnerOfOrderNamed] },
  { methods: ["ALL"], matcher: "/store/payment-collections/:id", middlewares: [requireOwnerOfPaymentCollection] },
  { methods: ["ALL"], matcher: "/store/payment-collections/:id/*", middlewares: [requireOwnerOfPaymentCollection] },
  { methods: ["POST"], matcher: "/store/payment-collections", middlewares: [recordImpersonation] },
  { methods: ["POST"], matcher: "/store/payment-collections/:id/payment-sessions", middlewares: [recordImpersonation, notePayer] },
]
