import type { MiddlewareFunction } from "@medusajs/framework/http"
import { answering } from "../http/answer"
import { requireCustomerId } from "../caller/caller"
import { refuseLostAccess } from "./lost-access"

/**
 * A middleware that lets signed-in customers through, whatever their role; 401 `unauthenticated` for anybody else.
 * Disabled accounts, and credentials that do not count any more, are refused wherever it is mounted.
 */
export const requireCustomer: MiddlewareFunction = answering(async (req, _res, next) => {
  await refuseLostAccess(req)
  requireCustomerId(req)
  next()
})
