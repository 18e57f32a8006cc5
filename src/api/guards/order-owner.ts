import type { MiddlewareFunction } from "@medusajs/framework/http"
import { idsNamedBy, idsOfRoute, ownerOf } from "./owner"

/** Guards the order in the path `/store/orders/:id…`. */
export const requireOwnerOfOrderInPath: MiddlewareFunction = ownerOf("order", ({ params }) => [params.id])

/** Guards the order in `order_id`, if the request names one. */
export const requireOwnerOfOrderNamed: MiddlewareFunction = ownerOf("order", (req) => idsNamedBy(req, "order_id"))

/**
 * A middleware that lets a request reach a customer's order only with that customer's credential. Anybody else gets 404
 * `not_found`, as for an order that does not exist. A guest's order is open to everybody who has its id, as in Medusa.
 *
 * The order ids come from `:order_id`, or else `:id`, in the path and from `order_id` in query and body. All of them must
 * be the caller's. A request that names none gets 404 too. Medusa's own order routes already have this guard.
 *
 * @example
 * // src/api/middlewares.ts
 * import { defineMiddlewares } from "@medusajs/framework/http"
 * import { requireOrderOwner } from "medusa-plugin-customer-role/guards"
 *
 * export default defineMiddlewares({
 *   routes: [{ methods: ["GET"], matcher: "/store/invoices/:order_id", middlewares: [requireOrderOwner] }],
 * })
 */
export const requireOrderOwner: MiddlewareFunction = ownerOf("order", (req) => idsOfRoute(req, "order_id"))
