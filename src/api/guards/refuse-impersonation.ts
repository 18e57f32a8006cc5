import type { MiddlewareFunction } from "@medusajs/framework/http"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { answering } from "../http/answer"
import { callerOf } from "./caller"

/**
 * A middleware that refuses Clerk tokens with `act`: whoever looks over a customer's shoulder does not order or
 * write in his name, unless the option `impersonation.allowWrites` says so. 403 `impersonation_not_allowed`.
 */
export const refuseImpersonation: MiddlewareFunction = answering((req, _res, next) => {
  const { impersonation } = req.scope.resolve(CUSTOMER_ROLE_MODULE).options
  if (callerOf(req).impersonator_id && !impersonation.allowWrites) {
    throw new CustomerRoleError("impersonation_not_allowed")
  }
  next()
})
