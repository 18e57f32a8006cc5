import type { MedusaContainer } from "@medusajs/framework/types"
import type { RetryOptions } from "../../../clerk/retry"
import { countKnownUsers } from "../../../clerk/users-page"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"

/** How many of the shop's own users Clerk is asked about. */
const SAMPLE = 20

/** A few may really have been deleted. */
const FEW = 2

/**
 * Whether Clerk knows the users whom the shop knows: asked before anybody is closed for being unknown there. With the
 * secret key of another Clerk instance everybody is, and a closed role does not come back.
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
