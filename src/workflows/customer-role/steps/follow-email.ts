import type { ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { updateCustomersWorkflow } from "@medusajs/medusa/core-flows"
import type { ClerkUserSnapshot } from "../../../clerk/user"
import { isSameEmail, ownerOfEmail } from "../../../text/email-address"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { CustomerMetaRecord, RoleEventActor } from "../../../modules/customer-role/types"
import { findRegisteredCustomers } from "../sync/find-registered-customers"
import { searchTermsOf, type SearchableCustomer } from "../../../modules/customer-role/search/search-text"

export type FollowEmailStepInput = {
  user: ClerkUserSnapshot
  customer: SearchableCustomer & { id: string }
  actor: RoleEventActor
}

/** Whether the customer's email address was changed and to what, or why it could not follow Clerk's. */
export type FollowedEmail = { changed: boolean; address?: string; problem: EmailProblem | null }

/** Why a customer keeps another email address than Clerk has. */
export type EmailProblem = "email_required" | "email_unverified" | "email_already_linked"

/** The customer before the change, and the address that this run set. */
type Undo = { customer: FollowEmailStepInput["customer"]; email: string; entry_ids: string[] } | null

const LOCK_TIMEOUT_SECONDS = 30

const UNCHANGED: FollowedEmail = { changed: false, problem: null }

/**
 * Sets the customer's email address to the one that the Clerk user has proved, through core's workflow. If another
 * registered customer has the address, notes the conflict for the shop to resolve.
 *
 * @example
 * const { changed, problem } = followEmailStep({ user, customer, actor: { type: "clerk" } })
 */
export const followEmailStep = createStep(
  "follow-email",
  async (input: FollowEmailStepInput, { container, eventGroupId }): Promise<StepResponse<FollowedEmail, Undo>> => {
    const { user, customer } = input
    const { email } = user
    if (!email || !user.email_verified) {
      return new StepResponse({ changed: false, problem: email ? "email_unverified" : "email_required" }, null)
    }
    if (isSameEmail(customer.email, email)) {
      return new StepResponse(UNCHANGED, null)
    }
    // Two processes with versions of one user take turns, so that the older version notices that it is outdated.
    const followed = await container
      .resolve(Modules.LOCKING)
      .execute(lockOf(customer), () => follow(container, input, email, eventGroupId), { timeout: LOCK_TIMEOUT_SECONDS })
    return new StepResponse(followed.outcome, followed.undo)
  },
  async (undo, { container, eventGroupId }) => {
    if (!undo) {
      return
    }
    await container
      .resolve(Modules.LOCKING)
      .execute(lockOf(undo.customer), () => restoreEmail(container, undo, eventGroupId), { timeout: LOCK_TIMEOUT_SECONDS })
  }
)

const lockOf = ({ id }: { id: string }): string => `customer-role-email:${id}`

/** Restores the old address, unless it was changed since or is taken by now. */
const restoreEmail = async (
  container: MedusaContainer,
  { customer, email, entry_ids }: NonNullable<Undo>,
  eventGroupId: string | undefined
): Promise<void> => {
  const [current] = await container.resolve(Modules.CUSTOMER).listCustomers({ id: customer.id }, { select: ["id", "email"] })
  if (current?.email === email && customer.email && (await trySetEmail(container, customer, customer.email, eventGroupId))) {
    const roles = container.resolve(CUSTOMER_ROLE_MODULE)
    await roles.refreshSearchText(customer.id, searchTermsOf(customer))
    await roles.undoEntries(entry_ids)
  }
}

const follow = async (
  container: MedusaContainer,
  { user, customer, actor }: FollowEmailStepInput,
  email: string,
  eventGroupId: string | undefined
): Promise<{ outcome: FollowedEmail; undo: Undo }> => {
  const roles = container.resolve(CUSTOMER_ROLE_MODULE)
  const customers = container.resolve(Modules.CUSTOMER)
  const record = await roles.getCustomerMetaByClerkId(user.clerk_user_id)
  const [current] = await customers.listCustomers({ id: customer.id }, { select: ["id", "email"] })
  if (!record || !current || !isSameVersion(record, user) || isSameEmail(current.email, email)) {
    return { outcome: UNCHANGED, undo: null }
  }
  const noted = { ...actor, id: actor.id ?? customer.id }
  const stored = await spellingIfFree(customers, email, customer.id)
  if (stored !== null && (await trySetEmail(container, customer, stored, eventGroupId))) {
    const latest = await roles.getCustomerMetaByClerkId(user.clerk_user_id)
    if (latest && !isSameVersion(latest, user)) {
      // A newer version was synced meanwhile and expects the address from before.
      await trySetEmail(container, customer, current.email, eventGroupId)
      return { outcome: UNCHANGED, undo: null }
    }
    await roles.refreshSearchText(customer.id, searchTermsOf({ ...customer, email: stored }))
    const entry_ids = await roles.recordEmail(record, { type: "email_changed", actor: noted, note: null })
    return {
      outcome: { changed: true, address: stored, problem: null },
      undo: { customer: { ...customer, email: current.email }, email: stored, entry_ids },
    }
  }
  await roles.recordEmail(record, { type: "email_conflict", actor: noted, note: "email_already_linked" })
  return { outcome: { changed: false, problem: "email_already_linked" }, undo: null }
}

const isSameVersion = ({ clerk_updated_at }: CustomerMetaRecord, { updated_at }: ClerkUserSnapshot): boolean =>
  clerk_updated_at?.getTime() === updated_at

/** Returns the spelling to store, or `null` if another registered customer has the address. */
const spellingIfFree = async (customers: ICustomerModuleService, email: string, customerId: string): Promise<string | null> => {
  const others = (await findRegisteredCustomers(customers, email)).filter(({ id }) => id !== customerId)
  const { customer: owner, stored } = ownerOfEmail(email, others)
  return owner ? null : stored
}

/** Returns `false` if another customer has got the address meanwhile. */
const trySetEmail = async (
  container: MedusaContainer,
  customer: { id: string },
  email: string,
  eventGroupId: string | undefined
): Promise<boolean> => {
  try {
    await setEmail(container, customer, email, eventGroupId)
    return true
  } catch (error) {
    if ((await spellingIfFree(container.resolve(Modules.CUSTOMER), email, customer.id)) === null) {
      return false
    }
    throw error
  }
}

/** Holds core's event back until the whole sync succeeds. */
const setEmail = async (
  container: MedusaContainer,
  { id }: { id: string },
  email: string,
  eventGroupId: string | undefined
): Promise<void> => {
  await updateCustomersWorkflow(container).run({
    input: { selector: { id }, update: { email } },
    context: { eventGroupId, preventReleaseEvents: true },
  })
}
