import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartNamed } from "../../guards/cart-owner"

/** Medusa prices and taxes variants for the region and address of `cart_id`. */
export const storeProductVariantMiddlewares: MiddlewareRoute[] = [
  { matcher: "/store/product-variants", middlewares: [requireOwnerOfCartNamed] },
]
