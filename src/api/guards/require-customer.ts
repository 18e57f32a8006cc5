import type { MiddlewareFunction } from "@medusajs/framework/http"
import { answering } from "../http/answer"
import { requireCustomerId } from "./caller"

/**
 * A middleware that lets signed-in customers through, whatever their role; 401 `unauthenticated` for anybody else.
 * Disabled accounts do not get this far: they are refused on every store route.
 */
export const requireCustomer: MiddlewareFunction = answering((req, _res, next) => {
  requireCustomerId(req)
  next()
})
