import type { IAuthModuleService, ICustomerModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CLERK_PROVIDER } from "../../../clerk/auth-provider"
import type { ClerkUserSnapshot } from "../../../clerk/user"
import { isSameEmail, ownerOfEmail } from "../../../text/email-address"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type CustomerRoleModuleService from "../../../modules/customer-role/service"
import { findRegisteredCustomers } from "../sync/find-registered-customers"

/** The Medusa customer of a Clerk user. */
export type ResolvedCustomer = {
  /** The existing customer, or `null` if one is to be created. */
  customer_id: string | null
  /** Whether this sync links the customer, found by email address, and refuses their other sign-ins from now on. */
  linked_by_email: boolean
  /** Whether an earlier sync began to link the customer and broke off. */
  link_pending: boolean
  /** The email address for a new customer. */
  email: string
  /** The record's customer, if Medusa has deleted it. */
  replaces_customer_id?: string
}

export type ResolveCustomerStepInput = {
  user: ClerkUserSnapshot
  /** Whether the Clerk user is signed in. Only then may a customer lose their other sign-ins. */
  signed_in: boolean
}

/**
 * Finds the Medusa customer of a Clerk user: by the user's record, else the customer that an interrupted sync created for the
 * user, else by verified email address ({@link ownerOfEmail}). Ignores guests and customers of other live Clerk users.
 * Accepts an imported record only if the verified address is the customer's.
 *
 * Links registered, imported and left-behind customers only to a Clerk user who is signed in, so that until then no one loses
 * a password.
 *
 * @throws CustomerRoleError `account_disabled`, `email_required`, `email_unverified`, `email_already_linked`,
 * `email_mismatch`, `waiting_for_sign_in`
 *
 * @example
 * const resolved = resolveCustomerStep({ user: snapshot, signed_in: true })
 */
export const resolveCustomerStep = createStep(
  "resolve-customer",
  async ({ user, signed_in }: ResolveCustomerStepInput, { container }): Promise<StepResponse<ResolvedCustomer>> => {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    const customers = container.resolve(Modules.CUSTOMER)
    const { record, deleted } = await roles.lookUpClerkUser(user.clerk_user_id)
    // A person whom the shop has erased starts again only by signing in.
    const isErased = !record && !signed_in && (await roles.erasedPersons.clerkUsersAmong([user.clerk_user_id])).length > 0
    if (deleted || isErased) {
      throw new CustomerRoleError("account_disabled")
    }
    const [known] = record ? await customers.listCustomers({ id: record.customer_id }, { select: ["id", "email"] }) : []
    if (known && record?.clerk_updated_at) {
      return new StepResponse({ customer_id: known.id, linked_by_email: false, link_pending: record.link_pending, email: known.email })
    }

    if (!user.email) {
      throw new CustomerRoleError("email_required")
    }
    if (!user.email_verified) {
      throw new CustomerRoleError("email_unverified")
    }
    if (known) {
      // An imported record is only a claim of another system. The email address must prove it.
      if (!isSameEmail(known.email, user.email)) {
        throw new CustomerRoleError("email_mismatch")
      }
      return new StepResponse(linkWhenSignedIn(known, signed_in))
    }
    const replaces = record ? { replaces_customer_id: record.customer_id } : {}
    // Before `findLeftBehind`: another process reserves the id before it creates the user's customer. A customer found here
    // is then always recognized below as the user's own.
    const registered = await findRegisteredCustomers(customers, user.email)
    const left = await findLeftBehind(customers, roles, user.clerk_user_id)
    if (left) {
      const mayLink = signed_in || !(await hasOtherSignIns(container.resolve(Modules.AUTH), left.id, user.clerk_user_id))
      return new StepResponse({ ...linkWhenSignedIn(left, mayLink), ...replaces })
    }
    const { customer: match, stored } = ownerOfEmail(user.email, registered)
    const owner = match ? await roles.getCustomerMetaByCustomerId(match.id) : null
    // An import or another process may have linked this very user meanwhile.
    if (owner && owner.clerk_user_id !== user.clerk_user_id) {
      throw new CustomerRoleError("email_already_linked")
    }
    if (match && owner?.clerk_updated_at) {
      return new StepResponse({ customer_id: match.id, linked_by_email: false, link_pending: owner.link_pending, email: match.email ?? "" })
    }
    if (match) {
      return new StepResponse({ ...linkWhenSignedIn(match, signed_in), ...replaces })
    }
    return new StepResponse({ customer_id: null, linked_by_email: false, link_pending: false, email: stored, ...replaces })
  }
)

const linkWhenSignedIn = ({ id, email }: { id: string; email: string | null }, signedIn: boolean): ResolvedCustomer => {
  if (!signedIn) {
    throw new CustomerRoleError("waiting_for_sign_in")
  }
  return { customer_id: id, linked_by_email: true, link_pending: false, email: email ?? "" }
}

/** Returns whether linking the customer would take a sign-in away from someone. */
const hasOtherSignIns = async (auth: IAuthModuleService, customerId: string, clerkUserId: string): Promise<boolean> => {
  const identities = await auth.listAuthIdentities({ app_metadata: { customer_id: customerId } }, { relations: ["provider_identities"] })
  return identities.some(
    ({ provider_identities = [] }) =>
      !provider_identities.some(({ provider, entity_id }) => provider === CLERK_PROVIDER && entity_id === clerkUserId)
  )
}

/** Returns the customer that an interrupted sync created for the Clerk user, unless they have a record by now. */
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
