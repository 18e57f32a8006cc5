import type { MiddlewareRoute } from "@medusajs/framework/http"
import { requireOwnerOfOrderNamed } from "../../guards/order-owner"

/** Medusa takes anybody's word for a return of an order. */
export const storeReturnMiddlewares: MiddlewareRoute[] = [{ matcher: "/store/returns", middlewares: [requireOwnerOfOrderNamed] }]
