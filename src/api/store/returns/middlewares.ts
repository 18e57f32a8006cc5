import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfOrderNamed } from "../../guards/order-owner"

/** Guards the order of a return. Medusa lets anybody create a return for any order. */
export const storeReturnMiddlewares: MiddlewareRoute[] = [{ matcher: "/store/returns", middlewares: [requireOwnerOfOrderNamed] }]
