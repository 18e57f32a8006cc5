import type { ICustomerModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ClerkUserSnapshot } from "../../../clerk/user"
import { isSameEmail, ownerOfEmail } from "../../../email-address"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type CustomerRoleModuleService from "../../../modules/customer-role/service"
import { findRegisteredCustomers } from "../find-registered-customers"

/** Which Medusa customer a Clerk user is. */
export type ResolvedCustomer = {
  /** The customer that is there already; without one, it is created. */
  customer_id: string | null
  /** Found by its e-mail address: its other sign-ins are detached before it is handed over. */
  linked_by_email: boolean
  /** The e-mail address for a new customer. */
  email: string
  /** The customer that the record still points to, and that Medusa has deleted. */
  replaces_customer_id?: string
}

/**
 * Finds the Medusa customer of a Clerk user: by its record, else as the one that a sync which broke off has created for
 * the user, else by its verified e-mail address ({@link ownerOfEmail}). Guests are never taken over, nor is a customer that belongs to another live Clerk user. A record that was imported counts once the
 * verified address is the customer's.
 *
 * @throws CustomerRoleError `account_disabled`, `email_required`, `email_unverified`, `email_already_linked`,
 * `email_mismatch`
 *
 * @example
 * const resolved = resolveCustomerStep(snapshot)
 */
export const resolveCustomerStep = createStep(
  "resolve-customer",
  async (user: ClerkUserSnapshot, { container }): Promise<StepResponse<ResolvedCustomer>> => {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    const customers = container.resolve(Modules.CUSTOMER)
    const { record, deleted } = await roles.lookUpClerkUser(user.clerk_user_id)
    if (deleted) {
      throw new CustomerRoleError("account_disabled")
    }
    const [known] = record ? await customers.listCustomers({ id: record.customer_id }, { select: ["id", "email"] }) : []
    if (known && record?.clerk_updated_at) {
      return new StepResponse({ customer_id: known.id, linked_by_email: false, email: known.email })
    }

    if (!user.email) {
      throw new CustomerRoleError("email_required")
    }
    if (!user.email_verified) {
      throw new CustomerRoleError("email_unverified")
    }
    if (known) {
      // An imported record. Another system says whose customer this is; the address proves it.
      if (!isSameEmail(known.email, user.email)) {
        throw new CustomerRoleError("email_mismatch")
      }
      return new StepResponse({ customer_id: known.id, linked_by_email: true, email: known.email })
    }
    const left = await findLeftBehind(customers, roles, user.clerk_user_id)
    if (left) {
      return new StepResponse({
        customer_id: left.id,
        linked_by_email: true,
        email: left.email,
        ...(record ? { replaces_customer_id: record.customer_id } : {}),
      })
    }
    const { customer: match, stored } = ownerOfEmail(user.email, await findRegisteredCustomers(customers, user.email))
    const owner = match ? await roles.getCustomerMetaByCustomerId(match.id) : null
    // An import, or another process, may have linked this very user since we looked.
    if (owner && owner.clerk_user_id !== user.clerk_user_id) {
      throw new CustomerRoleError("email_already_linked")
    }
    return new StepResponse({
      customer_id: match?.id ?? null,
      linked_by_email: match !== null,
      email: stored,
      ...(record ? { replaces_customer_id: record.customer_id } : {}),
    })
  }
)

/** The customer that a sync created for the Clerk user before it broke off, unless somebody else has it by now. */
const findLeftBehind = async (
  customers: ICustomerModuleService,
  roles: CustomerRoleModuleService,
  clerkUserId: string
): Promise<{ id: string; email: string } | undefined> => {
  const id = await roles.customerCreations.find(clerkUserId)
  if (!id || (await roles.getCustomerMetaByCustomerId(id))) {
    return undefined
  }
  const [customer] = await customers.listCustomers({ id }, { select: ["id", "email"] })
  return customer
}
