import type { MiddlewareFunction } from "@medusajs/framework/http"
import { answering } from "../http/answer"
import { requireCustomerId } from "../caller/caller"
import { refuseLostAccess } from "./refuse-lost-access"

/**
 * A middleware that lets signed-in customers pass, whatever their role. Anybody else gets 401 `unauthenticated`. It refuses
 * disabled accounts and credentials that are no longer valid, wherever it is mounted.
 *
 * @example
 * // src/api/middlewares.ts
 * import { requireCustomer } from "medusa-plugin-customer-role/guards"
 *
 * export default defineMiddlewares({ routes: [{ matcher: "/store/wishlists", middlewares: [requireCustomer] }] })
 */
export const requireCustomer: MiddlewareFunction = answering(async (req, _res, next) => {
  await refuseLostAccess(req)
  requireCustomerId(req)
  next()
})
