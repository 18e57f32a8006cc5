import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { logEvent } from "../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { CustomerMetaRecord } from "../../modules/customer-role/types"
import { correctClaimWorkflow, type CorrectClaimWorkflowInput } from "./workflows/correct-claim"
import { resyncRole } from "./resync-role"
import { syncClerkUser } from "./sync/sync-clerk-user"

/**
 * Corrects a customer's account type, company or tax id for an admin: writes them to Clerk and syncs. Call this function, not
 * {@link correctClaimWorkflow}, which does not sync. The usual rules apply, so a verified business whose company changes is
 * pending afterwards.
 *
 * Closes the role if Clerk has deleted the user.
 *
 * @throws CustomerRoleError `not_found`, `invalid_account_claim` if the corrected claim could not be applied,
 * `identity_provider_unavailable`, and what {@link syncClerkUser} throws. After an error of the sync, the correction stays at
 * Clerk
 *
 * @example
 * const record = await correctRole(container, {
 *   customer_id: "cus_123",
 *   correction: { company_name: "Cedar GmbH" },
 *   actor: { type: "admin", id: "user_123" },
 * })
 */
export const correctRole = async (container: MedusaContainer, input: CorrectClaimWorkflowInput): Promise<CustomerMetaRecord> => {
  const { customer_id, actor } = input
  try {
    const { result: snapshot } = await correctClaimWorkflow(container).run({ input })
    const { clerk_user_id } = snapshot
    logEvent(container, "customer_role.corrected", { customer_id, clerk_user_id, actor_type: actor.type, actor_id: actor.id })
    const { record } = await syncClerkUser(container, { clerk_user_id, snapshot, actor })
    return record
  } catch (error) {
    // An imported record: Clerk has the correction, and the owner's first sign-in applies it.
    const waiting = asCustomerRoleError(error)?.code === "waiting_for_sign_in"
    const imported = waiting ? await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByCustomerId(customer_id) : null
    if (imported) {
      return imported
    }
    if (asCustomerRoleError(error)?.code !== "account_disabled") {
      throw error
    }
    await resyncRole(container, customer_id, actor)
    throw new CustomerRoleError("not_found", "Clerk has deleted this user. The customer's role is closed.")
  }
}
