import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { answering } from "../http/answer"
import { callerOf, roleOf } from "./caller"
import { denyImpersonation, noteImpersonation } from "./impersonation"

/**
 * A middleware that refuses Clerk tokens with `act`: whoever looks over a customer's shoulder does not order or
 * write in his name, unless the option `impersonation.allowWrites` says so. 403 `impersonation_not_allowed`. Both, the
 * refusal and the write, are in the customer's history, with the customer and who impersonates him.
 *
 * @example
 * // src/api/middlewares.ts
 * import { refuseImpersonation } from "medusa-plugin-customer-role/guards"
 *
 * export default defineMiddlewares({
 *   routes: [{ methods: ["POST"], matcher: "/store/wishlists", middlewares: [refuseImpersonation] }],
 * })
 */
export const refuseImpersonation: MiddlewareFunction = answering(async (req, _res, next) => {
  await handleImpersonation(req)
  next()
})

/**
 * Refuses or notes that somebody acts in the customer's name, for guards that decide by themselves whether that matters.
 *
 * @throws CustomerRoleError `impersonation_not_allowed`
 */
export const handleImpersonation = async (req: MedusaRequest): Promise<void> => {
  const caller = callerOf(req)
  const { clerk_user_id, impersonator_id } = caller
  // A request may match two of the routes that this is mounted on.
  if (impersonator_id && !caller.impersonation_noted) {
    const { record } = await roleOf(req)
    const { impersonation } = req.scope.resolve(CUSTOMER_ROLE_MODULE).options
    const handle = impersonation.allowWrites ? noteImpersonation : denyImpersonation
    await handle(req.scope, { impersonator_id, clerk_user_id, action: actionOf(req), record })
    caller.impersonation_noted = true
  }
}

/** Where a middleware is mounted without methods, there is no pattern, and the path may be of any length. */
const MAX_ACTION = 200

/** Method and route pattern: ids in the path say little, and what follows it may be anything. */
const actionOf = (req: MedusaRequest): string => {
  const pattern: unknown = req.route?.path
  return `${req.method} ${pattern === undefined ? req.baseUrl : String(pattern)}`.slice(0, MAX_ACTION)
}
