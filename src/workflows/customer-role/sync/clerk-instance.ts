import type { MedusaContainer } from "@medusajs/framework/types"
import type { RetryOptions } from "../../../clerk/retry"
import { countKnownUsers } from "../../../clerk/users-page"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"

/** How many of the shop's users to ask Clerk about. */
const SAMPLE = 20

/** So few missing users may really have been deleted. */
const FEW = 2

/**
 * Returns whether Clerk knows a sample of the shop's users. Check this before closing roles of users whom Clerk does not
 * know: with the secret key of another Clerk instance it knows none of them, and a closed role does not come back.
 *
 * @throws CustomerRoleError `identity_provider_unavailable`
 *
 * @example
 * const safe = await isOurClerkInstance(container, { except: "user_123" })
 */
export const isOurClerkInstance = async (
  container: MedusaContainer,
  { except, ...retries }: RetryOptions & { except?: string } = {}
): Promise<boolean> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const ids = await service.getSyncedClerkUserIds(SAMPLE, except)
  if (ids.length < FEW) {
    return true
  }
  const known = await countKnownUsers(ids, pluginOptions(container).clerk, retries)
  const unknown = ids.length - known
  return unknown < FEW || unknown <= known
}
