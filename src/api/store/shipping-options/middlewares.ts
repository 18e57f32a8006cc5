import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartNamed } from "../../guards/cart-owner"

/** Guards the cart in `cart_id`, whose prices, address and shipping data these routes read. */
export const storeShippingOptionMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/shipping-options", middlewares: [requireOwnerOfCartNamed] },
]
