import { businessDenialOf, type BusinessRule, type DenialCode } from "../access.js"
import { ERROR_CATALOGUE, type ErrorCode, isErrorCode } from "../error-catalogue.js"
import { CustomerRoleError, isCustomerRoleError } from "../errors.js"
import type { CustomerRole } from "../types.js"
import { readOrSync } from "./get-customer-role.js"
import { clientOfVisitor, type ServerConnection } from "./server-connection.js"

/** Options of {@link requireBusiness}. */
export type RequireBusinessOptions = BusinessRule &
  ServerConnection & {
    /**
     * Runs instead of throwing the refusal. It must throw itself, as `redirect()`, `notFound()` and `forbidden()` of
     * `next/navigation` do.
     */
    onDenied?: (denial: ErrorCode) => never
  }

/**
 * Lets businesses through and returns their role, in server components, server actions and route handlers. Asks the
 * shop on every call.
 *
 * @throws CustomerRoleError `unauthenticated`, `business_account_required`, `verification_pending`, … without
 * `onDenied`
 * @throws Error if the shop does not answer, so that nobody gets through
 *
 * @example
 * // A page
 * const role = await requireBusiness({ feature: "quotes", onDenied: (denial) => redirect(`/account?why=${denial}`) })
 *
 * @example
 * // A server action
 * "use server"
 * export const requestPrices = async () => {
 *   await requireBusiness({ level: "verified" })
 * }
 */
export const requireBusiness = async ({ level, feature, onDenied, ...connection }: RequireBusinessOptions = {}): Promise<CustomerRole> => {
  const refuse = (error: CustomerRoleError): never => {
    if (onDenied && error.status < 500 && error.status !== 429) {
      onDenied(error.code)
    }
    throw error
  }
  const shop = await clientOfVisitor(connection)
  if (!shop) {
    return refuse(denied("unauthenticated"))
  }
  const role = await readOrSync(shop).catch((error) => {
    if (isCustomerRoleError(error)) {
      return refuse(error)
    }
    throw error
  })
  const denial = businessDenialOf(role, { level, feature })
  return denial ? refuse(denied(denial)) : role
}

const denied = (denial: DenialCode): CustomerRoleError => {
  const code = isErrorCode(denial) ? denial : "business_account_required"
  return new CustomerRoleError({ type: code === "unauthenticated" ? "unauthorized" : "forbidden", code, ...ERROR_CATALOGUE[code] })
}
