import type { MedusaRequest, MiddlewareFunction } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { CustomerMetaRecord } from "../../modules/customer-role/types"
import { IMPERSONATION, noteDenial } from "../../observability/denials"
import { logEvent } from "../../observability/log"
import { callerOf, roleOf } from "../caller/caller"
import { answering } from "../http/answer"
import { refuseLostAccess } from "./refuse-lost-access"

/**
 * A middleware that refuses Clerk tokens with `act`: whoever impersonates a customer may look, but neither order nor write
 * in their name, unless the option `impersonation.allowWrites` is on. Answers 403 `impersonation_not_allowed`. The
 * customer's history records the refusal or the write, with the impersonator.
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
 * Returns {@link refuseImpersonation} for a POST on a path where the router does not know the route's pattern yet. The
 * history names this pattern instead.
 */
export const refuseImpersonatedPost = (pattern: string): MiddlewareFunction =>
  answering(async (req, _res, next) => {
    if (req.method === "POST") {
      await handleImpersonation(req, `POST ${pattern}`)
    }
    next()
  })

/** Records in the customer's history what an impersonator is allowed to do, such as filling a cart. */
export const recordImpersonation: MiddlewareFunction = answering(async (req, _res, next) => {
  await whenImpersonated(req, actionOf(req), noteImpersonation)
  next()
})

/**
 * Refuses or records an impersonation, as the option `impersonation.allowWrites` says. For guards that decide themselves
 * which requests matter.
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
  // A request may match several mounts of this guard, and belongs in the history once.
  if (impersonator_id && !caller.impersonation_noted) {
    const { record } = await roleOf(req)
    await handle(req.scope, { impersonator_id, clerk_user_id, action, record })
    caller.impersonation_noted = true
  }
}

/** Without methods a middleware has no pattern, and the path can be of any length. */
const MAX_ACTION = 200

/** Returns method and route pattern for the history. The path itself may contain anything. */
export const actionOf = (req: MedusaRequest): string => {
  const pattern: unknown = req.route?.path
  return `${req.method} ${pattern === undefined ? req.baseUrl : String(pattern)}`.slice(0, MAX_ACTION)
}

/** What somebody does in a customer's name. */
export type Impersonation = {
  impersonator_id: string
  clerk_user_id?: string
  /** Method and route pattern. */
  action: string
  /** The customer's record; without one there is no history to write to. */
  record: CustomerMetaRecord | null
}

/**
 * Refuses an impersonation and records it in the customer's history.
 *
 * @throws CustomerRoleError `impersonation_not_allowed`, always
 */
export const denyImpersonation = async (container: MedusaContainer, impersonation: Impersonation): Promise<never> => {
  const { impersonator_id, clerk_user_id, action, record } = impersonation
  const code = "impersonation_not_allowed"
  noteDenial(container, { customer_id: record?.customer_id, clerk_user_id, feature: IMPERSONATION, code, action, impersonator_id })
  if (record) {
    const { id: customer_meta_id, customer_id } = record
    const actor = { type: "customer", id: customer_id, impersonator_id } as const
    await container.resolve(CUSTOMER_ROLE_MODULE).recordDenial({ customer_meta_id, customer_id, feature: action, code, actor })
  }
  throw new CustomerRoleError(code)
}

/** Records in the customer's history who acts in their name, before the action happens. */
export const noteImpersonation = async (container: MedusaContainer, impersonation: Impersonation): Promise<void> => {
  const { impersonator_id, clerk_user_id, action, record } = impersonation
  logEvent(container, "customer_role.impersonated", { customer_id: record?.customer_id, clerk_user_id, action, impersonator_id })
  if (record) {
    const actor = { type: "customer", id: record.customer_id, impersonator_id } as const
    await container.resolve(CUSTOMER_ROLE_MODULE).recordImpersonation(record.id, action, actor)
  }
}
