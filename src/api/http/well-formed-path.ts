import type { MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { answering } from "./answer"

/** Express answers a malformed escape (`%E0%A4%A`) with a 500 as soon as a route has a parameter there. */
export const requireWellFormedPath: MiddlewareFunction = answering((req, _res, next) => {
  try {
    decodeURIComponent(req.path)
  } catch {
    throw new CustomerRoleError("invalid_request", "The path is not a valid URL.")
  }
  next()
})
