import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { noteDenial, STORE } from "../../observability/denials"
import { recentFailureOf, rememberFailedSync } from "./sync/failed-syncs"
import { syncClerkUser } from "./sync/sync-clerk-user"
import type { SyncRoleWorkflowInput, SyncRoleWorkflowOutput } from "./workflows/sync-role"

/**
 * Syncs the Clerk user who sends a request: {@link syncClerkUser}, and refuses the request if the user is banned.
 *
 * @throws CustomerRoleError `account_disabled` for a banned user, and what {@link syncClerkUser} throws
 *
 * @example
 * const { record } = await syncCaller(req.scope, { clerk_user_id: "user_123", actor: { type: "customer" }, signed_in: true })
 */
export const syncCaller = async (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> =>
  refuseBanned(container, input, await syncClerkUser(container, input))

/**
 * Syncs a caller whom the shop does not know yet: {@link syncCaller}, unless a sync of this user failed within the last 5
 * seconds.
 *
 * @throws CustomerRoleError as {@link syncCaller}, or the remembered error
 *
 * @example
 * const { record } = await syncUnknownCaller(req.scope, { clerk_user_id: "user_123", actor: { type: "clerk" }, signed_in: true })
 */
export const syncUnknownCaller = async (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> => {
  const failure = recentFailureOf(input.clerk_user_id)
  if (failure) {
    throw failure
  }
  return refuseBanned(container, input, await syncOrRemember(container, input))
}

const syncOrRemember = async (container: MedusaContainer, input: SyncRoleWorkflowInput): Promise<SyncRoleWorkflowOutput> => {
  try {
    return await syncClerkUser(container, input)
  } catch (error) {
    const ours = asCustomerRoleError(error)
    if (ours) {
      rememberFailedSync(input.clerk_user_id, ours)
    }
    throw error
  }
}

const refuseBanned = (
  container: MedusaContainer,
  { clerk_user_id, actor }: SyncRoleWorkflowInput,
  result: SyncRoleWorkflowOutput
): SyncRoleWorkflowOutput => {
  const { customer_id, disabled_at } = result.record
  if (disabled_at) {
    const code = "account_disabled"
    noteDenial(container, { customer_id, clerk_user_id, impersonator_id: actor.impersonator_id, feature: STORE, code })
    throw new CustomerRoleError(code)
  }
  return result
}
