import "server-only"

import { auth } from "@clerk/nextjs/server"
import { CustomerRoleError } from "medusa-customer-role-storefront"
import { ERROR_CATALOGUE } from "medusa-customer-role-storefront/errors"

/**
 * Returns the Clerk id of whoever is signed in, for actions that write to Clerk. Support staff who look at an account
 * as its owner must not write there.
 *
 * @throws CustomerRoleError `unauthenticated`, `impersonation_not_allowed`
 * @example
 * const userId = await whoActs()
 */
export const whoActs = async (): Promise<string> => {
  const { userId, actor } = await auth()
  if (!userId) {
    throw new CustomerRoleError({ type: "unauthorized", code: "unauthenticated", ...ERROR_CATALOGUE.unauthenticated })
  }
  if (actor) {
    throw new CustomerRoleError({ type: "forbidden", code: "impersonation_not_allowed", ...ERROR_CATALOGUE.impersonation_not_allowed })
  }
  return userId
}
