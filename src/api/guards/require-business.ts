import type { MiddlewareFunction } from "@medusajs/framework/http"
import { levelOf } from "../../modules/customer-role/features"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { AccessLevel } from "../../options"
import { requireCustomerId } from "../caller/caller"
import { answering } from "../http/answer"
import { requireAccess } from "./access"
import { refuseLostAccess } from "./refuse-lost-access"

/** What a guard protects, and from whom. */
export type RequireBusinessOptions = {
  /** What is guarded: `bulk_orders`, `quotes`, or a name of your own. The history of denials shows it. */
  feature: string
  /** @default the level in the plugin's `access` option, or `business` for a feature of your own */
  level?: AccessLevel
}

/**
 * Returns a middleware that lets only businesses pass.
 *
 * Other customers get 403 with the first code that applies: `account_disabled`, `business_account_required`,
 * `verification_rejected` or `verification_revoked` (both at every level), `verification_pending`. A caller who is not
 * signed in gets 401 `unauthenticated`. The guard reads the role for every request and never caches it.
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
    await requireAccess(req, customerId, { feature, level: level ?? levelOf(pluginOptions(req.scope), feature) })
    next()
  })
