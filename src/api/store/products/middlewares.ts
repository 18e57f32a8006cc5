import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartNamed } from "../../guards/cart-owner"

/** Medusa prices and taxes products for the region and address of `cart_id`. */
export const storeProductMiddlewares: MiddlewareRoute[] = [{ matcher: "/store/products", middlewares: [requireOwnerOfCartNamed] }]
