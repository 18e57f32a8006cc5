import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { answering } from "../http/answer"
import { callerOf, roleOf } from "../caller/caller"
import { refuseLostAccess } from "./lost-access"
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
  await refuseLostAccess(req)
  await handleImpersonation(req)
  next()
})

/**
 * {@link refuseImpersonation} for a POST in front of all that stands on a path, where the router does not tell the
 * pattern: who impersonates hears the same of every id.
 */
export const refuseImpersonatedPost = (pattern: string): MiddlewareFunction =>
  answering(async (req, _res, next) => {
    if (req.method === "POST") {
      await handleImpersonation(req, `POST ${pattern}`)
    }
    next()
  })

/** Leaves in the history what somebody does in a customer's name where they may do it: filling a cart. */
export const recordImpersonation: MiddlewareFunction = answering(async (req, _res, next) => {
  await whenImpersonated(req, actionOf(req), noteImpersonation)
  next()
})

/**
 * Refuses or notes that somebody acts in the customer's name, for guards that decide by themselves whether that matters.
 *
 * @throws CustomerRoleError `impersonation_not_allowed`
 */
export const handleImpersonation = async (req: MedusaRequest, action = actionOf(req)): Promise<void> => {
  const { impersonation } = pluginOptions(req.scope)
  await whenImpersonated(req, action, impersonation.allowWrites ? noteImpersonation : denyImpersonation)
}

const whenImpersonated = async (req: MedusaRequest, action: string, handle: typeof noteImpersonation): Promise<void> => {
  const caller = callerOf(req)
  const { clerk_user_id, impersonator_id } = caller
  // A request may match two of the routes that this is mounted on.
  if (impersonator_id && !caller.impersonation_noted) {
    const { record } = await roleOf(req)
    await handle(req.scope, { impersonator_id, clerk_user_id, action, record })
    caller.impersonation_noted = true
  }
}

/** Where a middleware is mounted without methods, there is no pattern, and the path may be of any length. */
const MAX_ACTION = 200

/** Method and route pattern: ids in the path say little, and what follows it may be anything. */
export const actionOf = (req: MedusaRequest): string => {
  const pattern: unknown = req.route?.path
  return `${req.method} ${pattern === undefined ? req.baseUrl : String(pattern)}`.slice(0, MAX_ACTION)
}
