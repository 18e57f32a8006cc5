import type { MiddlewareFunction } from "@medusajs/framework/http"
import { noteDenial } from "../../observability/denials"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { denialOf } from "../../modules/customer-role/access"
import { levelOf } from "../../modules/customer-role/features"
import type { AccessLevel } from "../../options"
import { answering } from "../http/answer"
import { callerOf, requireCustomerId, roleOf } from "../caller/caller"
import { refuseLostAccess } from "./lost-access"

/** What a guard lets through. */
export type RequireBusinessOptions = {
  /** What is guarded: `bulk_orders`, `quotes`, or a name of your own. It stands in the history of denials. */
  feature: string
  /** @default what the plugin's `access` option says of the feature, `business` for a feature of your own */
  level?: AccessLevel
}

/**
 * A middleware that lets only businesses through.
 *
 * Anybody else gets 403 with the first code that applies of `account_disabled`, `business_account_required`,
 * `verification_rejected`, `verification_revoked` (these two at every level) and `verification_pending`;
 * whoever is not signed in gets 401 `unauthenticated`. The role is read for every request and never cached.
 *
 * @example
 * // src/api/middlewares.ts
 * import { requireBusiness } from "medusa-plugin-customer-role/guards"
 *
 * export default defineMiddlewares({
 *   routes: [{ matcher: "/store/price-sheet", middlewares: [requireBusiness({ feature: "price_sheet", level: "verified" })] }],
 * })
 */
export const requireBusiness = ({ feature, level }: RequireBusinessOptions): MiddlewareFunction =>
  answering(async (req, _res, next) => {
    await refuseLostAccess(req)
    const customerId = requireCustomerId(req)
    const lookup = await roleOf(req)
    const service = req.scope.resolve(CUSTOMER_ROLE_MODULE)
    const code = denialOf(lookup, level ?? levelOf(pluginOptions(req.scope), feature))
    if (!code) {
      next()
      return
    }
    const { impersonator_id } = callerOf(req)
    noteDenial(req.scope, { customer_id: customerId, clerk_user_id: lookup.record?.clerk_user_id, feature, code, impersonator_id })
    if (lookup.record) {
      await service.recordDenial({
        customer_meta_id: lookup.record.id,
        customer_id: customerId,
        feature,
        code,
        actor: { type: "customer", id: customerId, impersonator_id },
      })
    }
    throw new CustomerRoleError(code)
  })
