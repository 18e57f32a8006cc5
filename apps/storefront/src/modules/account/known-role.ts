import "server-only"

import type { CustomerRole } from "medusa-customer-role-storefront/next"
import { redirectTo } from "@/i18n/redirect-to"
import { HOME_OF_ACCOUNT } from "@/lib/auth/paths"
import { requireSignedIn } from "@/lib/auth/server"

/**
 * Returns the role of whoever is signed in, for pages of the account. Whom the shop refuses, the overview tells why;
 * where the shop does not answer, the error page says so.
 *
 * @throws Error if the shop does not answer
 * @example
 * const role = await knownRole()
 */
export const knownRole = async (): Promise<CustomerRole> => {
  const visitor = await requireSignedIn()
  if (visitor.status === "refused") {
    return redirectTo(HOME_OF_ACCOUNT)
  }
  if (visitor.status === "unavailable") {
    throw new Error("The shop does not answer.")
  }
  return visitor.role
}
