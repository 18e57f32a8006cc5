import type { MedusaContainer } from "@medusajs/framework/types"
import type { RetryOptions } from "../../../clerk/retry"
import { fetchListedUser } from "../../../clerk/users-page"
import { logEvent } from "../../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { RoleEventActor } from "../../../modules/customer-role/types"
import { closeRoleWorkflow } from "../sync/close-role"
import { comparePage } from "./compare-page"
import { mendPage, catchAsDifference, type MendOutcome } from "./mend-page"

export type ReconcileUserOptions = RetryOptions & {
  /** Closes the role of a user whom Clerk does not know. Otherwise only notes it. @default true */
  closeMissing?: boolean
}

/**
 * Compares one user with Clerk and mends what differs, including a missed deletion.
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
  { closeMissing = true, ...retries }: ReconcileUserOptions = {}
): Promise<MendOutcome> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const user = await fetchListedUser(clerkUserId, pluginOptions(container).clerk, retries)
  if (user) {
    const [outcome] = await mendPage(container, await comparePage(container, [user]), actor)
    return outcome
  }
  const record = await service.getCustomerMetaByClerkId(clerkUserId)
  const failure = { clerk_user_id: clerkUserId, customer_id: record?.customer_id ?? null, kind: "deleted_at_clerk" as const }
  if (!closeMissing) {
    await service.differences.replace([clerkUserId], ["missing", "deleted_at_clerk"], record ? [{ ...failure, reason: null }] : [])
    return record ? "different" : "equal"
  }
  return catchAsDifference(container, failure, () => close(container, clerkUserId, actor))
}

const close = async (container: MedusaContainer, clerkUserId: string, actor: RoleEventActor): Promise<MendOutcome> => {
  await closeRoleWorkflow(container).run({ input: { clerk_user_id: clerkUserId, actor } })
  await container.resolve(CUSTOMER_ROLE_MODULE).differences.forget(clerkUserId)
  logEvent(container, "customer_role.closed", { clerk_user_id: clerkUserId, reason: "deleted_at_clerk" })
  return "closed"
}
