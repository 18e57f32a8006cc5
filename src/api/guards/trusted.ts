import type { MedusaRequest } from "@medusajs/framework/http"
import { logEvent } from "../../observability/log"
import { pluginOptions } from "../../modules/customer-role/plugin-options"

/**
 * Whether a request comes from a server of the shop's own, as the option `checkout.trusted` says. Nothing but `true`
 * counts: a promise is not an answer, and a function that throws trusts nobody.
 */
export const isTrusted = (req: MedusaRequest): boolean => {
  const { trusted } = pluginOptions(req.scope).checkout
  try {
    return trusted?.(req) === true
  } catch (error) {
    logEvent(req.scope, "customer_role.trusted_failed", { code: error instanceof Error ? error.name : typeof error })
    return false
  }
}
