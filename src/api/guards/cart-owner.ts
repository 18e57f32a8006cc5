import type { MiddlewareFunction } from "@medusajs/framework/http"
import { idsNamedBy, idsOfRoute, ownerOf } from "./owner"

/** Guards the cart in the path `/store/carts/:id…`. */
export const requireOwnerOfCartInPath: MiddlewareFunction = ownerOf("cart", ({ params }) => [params.id])

/** Guards the cart in `cart_id`, if the request names one. */
export const requireOwnerOfCartNamed: MiddlewareFunction = ownerOf("cart", (req) => idsNamedBy(req, "cart_id"))

/**
 * A middleware that lets a request reach a customer's cart only with that customer's credential. Anybody else gets 404
 * `not_found`, as for a cart that does not exist. A guest's cart is open to everybody who has its id, as in Medusa.
 *
 * The cart ids come from `:cart_id`, or else `:id`, in the path and from `cart_id` in query and body. All of them must be
 * the caller's. A request that names none gets 404 too. Medusa's own cart routes already have this guard.
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
