import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartNamed } from "../../guards/cart-owner"

/** Medusa reads a cart's prices, address and shipping data for `cart_id` here. */
export const storeShippingOptionMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/shipping-options", middlewares: [requireOwnerOfCartNamed] },
]
