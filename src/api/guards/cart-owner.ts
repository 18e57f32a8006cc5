import type { MiddlewareFunction } from "@medusajs/framework/http"
import { idsNamedBy, idsOfRoute, ownerOf } from "./owner"

/** The cart of `/store/carts/:id…`. */
export const requireOwnerOfCartInPath: MiddlewareFunction = ownerOf("cart", ({ params }) => [params.id])

/** The cart that a request names as `cart_id`, if it names one. */
export const requireOwnerOfCartNamed: MiddlewareFunction = ownerOf("cart", (req) => idsNamedBy(req, "cart_id"))

/**
 * A middleware that lets a request reach a customer's cart only with that customer's credential; anybody else gets 404
 * `not_found`, as for a cart that does not exist. A guest's cart is open to whoever has its id, as in Medusa.
 *
 * The cart is the one of `:cart_id` or else `:id` in the path, and of `cart_id` in query and body; all that are named
 * must be the caller's, and a request that names none is 404 as well. Medusa's own cart routes have this guard already.
 *
 * @example
 * // src/api/middlewares.ts
 * import { defineMiddlewares } from "@medusajs/framework/http"
 * import { requireCartOwner } from "medusa-plugin-customer-role/guards"
 *
 * export default defineMiddlewares({
 *   routes: [{ methods: ["POST"], matcher: "/store/gift-notes", middlewares: [requireCartOwner] }], // { cart_id, text }
 * })
 */
export const requireCartOwner: MiddlewareFunction = ownerOf("cart", (req) => idsOfRoute(req, "cart_id"))
