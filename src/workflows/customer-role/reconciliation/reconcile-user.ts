import type { MedusaContainer } from "@medusajs/framework/types"
import type { Patience } from "../../../clerk/patience"
import { fetchListedUser } from "../../../clerk/users-page"
import { logEvent } from "../../../log"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { RoleEventActor } from "../../../modules/customer-role/types"
import { closeRoleWorkflow } from "../close-role"
import { comparePage } from "./compare-page"
import { mendPage, type MendOutcome } from "./mend"

/**
 * Compares one user with Clerk and mends what differs, a deletion that was missed included.
 *
 * @throws CustomerRoleError `identity_provider_unavailable`
 *
 * @example
 * const outcome = await reconcileUser(container, "user_123", { type: "admin", id: "user_456" })
 */
export const reconcileUser = async (
  container: MedusaContainer,
  clerkUserId: string,
  actor: RoleEventActor,
  patience?: Patience
): Promise<MendOutcome> => {
  const { differences, options } = container.resolve(CUSTOMER_ROLE_MODULE)
  const user = await fetchListedUser(clerkUserId, options.clerk, patience)
  if (user) {
    const [outcome] = await mendPage(container, await comparePage(container, [user]), actor)
    return outcome
  }
  await closeRoleWorkflow(container).run({ input: { clerk_user_id: clerkUserId, actor } })
  await differences.forget(clerkUserId)
  logEvent(container, "customer_role.closed", { clerk_user_id: clerkUserId, reason: "deleted_at_clerk" })
  return "closed"
}
