import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfCartNamed } from "../../guards/cart-owner"

/** Guards the cart in `cart_id`, whose region and address decide the prices and taxes of products. */
export const storeProductMiddlewares: MiddlewareRoute[] = [{ matcher: "/store/products", middlewares: [requireOwnerOfCartNamed] }]
