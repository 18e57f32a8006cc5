import type { MedusaRequest } from "@medusajs/framework/http"
import { logEvent } from "../../observability/log"
import { pluginOptions } from "../../modules/customer-role/plugin-options"

/**
 * Tells whether a request comes from one of the shop's own servers, as the option `checkout.trusted` decides. Only `true`
 * counts: a promise does not, and a function that throws trusts nobody.
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
