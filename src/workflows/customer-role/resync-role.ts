import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { CustomerMetaRecord, RoleEventActor } from "../../modules/customer-role/types"
import { syncClerkUser } from "./sync/sync-clerk-user"

/**
 * Syncs a customer's role with Clerk for an admin. Returns the record: closed if Clerk has deleted the user, unchanged if
 * the owner has not signed in yet.
 *
 * @throws CustomerRoleError `not_found`, and what {@link syncClerkUser} throws
 *
 * @example
 * const record = await resyncRole(container, "cus_123", { type: "admin", id: "user_123" })
 */
export const resyncRole = async (container: MedusaContainer, customerId: string, actor: RoleEventActor): Promise<CustomerMetaRecord> => {
  const service = container.resolve(CUSTOMER_ROLE_MODULE)
  const known = await service.getLatestCustomerMeta(customerId)
  if (!known) {
    throw new CustomerRoleError("not_found")
  }
  if (known.deleted_at) {
    return known
  }
  try {
    const { record } = await syncClerkUser(container, { clerk_user_id: known.clerk_user_id, actor })
    return record
  } catch (error) {
    if (asCustomerRoleError(error)?.code === "waiting_for_sign_in") {
      return known
    }
    const closed = asCustomerRoleError(error)?.code === "account_disabled" ? await service.getLatestCustomerMeta(customerId) : null
    if (!closed) {
      throw error
    }
    return closed
  }
}
