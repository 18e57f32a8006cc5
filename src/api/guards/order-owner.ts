import type { MiddlewareFunction } from "@medusajs/framework/http"
import { idsNamedBy, idsOfRoute, ownerOf } from "./owner"

/** The order of `/store/orders/:id…`. */
export const requireOwnerOfOrderInPath: MiddlewareFunction = ownerOf("order", ({ params }) => [params.id])

/** The order that a request names as `order_id`, if it names one. */
export const requireOwnerOfOrderNamed: MiddlewareFunction = ownerOf("order", (req) => idsNamedBy(req, "order_id"))

/**
 * A middleware that lets a request reach a customer's order only with that customer's credential; anybody else gets 404
 * `not_found`, as for an order that does not exist. A guest's order is open to whoever has its id, as in Medusa.
 *
 * The order is the one of `:order_id` or else `:id` in the path, and of `order_id` in query and body; all that are named
 * must be the caller's, and a request that names none is 404 as well. Medusa's own order routes have this guard already.
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
