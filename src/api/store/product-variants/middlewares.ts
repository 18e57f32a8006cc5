import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartNamed } from "../../guards/cart-owner"

/** Guards the cart in `cart_id`, whose region and address decide the prices and taxes of variants. */
export const storeProductVariantMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/product-variants", middlewares: [requireOwnerOfCartNamed] },
]
