import { CustomerWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, when, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep, useQueryGraphStep } from "@medusajs/medusa/core-flows"
import type { ClerkUserSnapshot } from "../../../clerk/user"
import type { RoleEventActor, SyncResult } from "../../../modules/customer-role/types"
import { alignGroupMembershipStep } from "../steps/align-group-membership"
import { completeLinkStep } from "../steps/complete-link"
import { createClerkCustomerStep } from "../steps/create-clerk-customer"
import { emitRoleEventsStep } from "../steps/emit-role-events"
import { ensureAuthIdentityStep } from "../steps/ensure-auth-identity"
import { followEmailStep, type FollowedEmail } from "../steps/follow-email"
import { fetchClerkUserStep } from "../steps/fetch-clerk-user"
import { recordSyncStep } from "../steps/record-sync"
import { repriceCartsStep, repriceOpenCartsStep } from "../steps/reprice-open-carts"
import { resolveCustomerStep } from "../steps/resolve-customer"

export type SyncRoleWorkflowInput = {
  clerk_user_id: string
  /** The user as a webhook brought it. Without it, the workflow asks Clerk's Backend API. */
  snapshot?: ClerkUserSnapshot
  actor: RoleEventActor
  /** Whether the Clerk user is signed in. Customers registered otherwise are linked only then. @default false */
  signed_in?: boolean
  /** The webhook delivery that brought the snapshot. */
  delivery_id?: string
}

/** The Medusa customer of a synced Clerk user. */
export type SyncedCustomer = { id: string; email: string | null; first_name: string | null; last_name: string | null }

export type SyncRoleWorkflowOutput = SyncResult & {
  /** The customer before their email address followed Clerk's. */
  customer: SyncedCustomer
  /** The outcome for the email address, or `null` for an outdated version. */
  email: FollowedEmail | null
}

/** An earlier attempt may have left the group and died before it repriced the carts. */
const alsoRepeated = ({ repriceFor, result }: { repriceFor: string[]; result: SyncResult }): string[] =>
  result.repeated ? [...new Set([...repriceFor, result.record.customer_id])] : repriceFor

/**
 * Turns a Clerk user into a Medusa customer with a role: finds or creates the customer, their auth identity and their
 * `customer_meta`, records what changed, and updates email address and customer group. Idempotent. If a step fails, only
 * what this run created is undone.
 *
 * Call {@link syncClerkUser} instead: parallel runs of this workflow for one user can fail with conflicts.
 *
 * @throws CustomerRoleError `account_disabled`, `email_required`, `email_unverified`, `email_already_linked`,
 * `email_mismatch`, `waiting_for_sign_in`, `identity_provider_unavailable`
 *
 * @example
 * const { result } = await syncRoleWorkflow(container).run({
 *   input: { clerk_user_id: "user_123", actor: { type: "system" } },
 * })
 *
 * @summary Sync a Clerk user's role.
 */
export const syncRoleWorkflow = createWorkflow("sync-role", (input: SyncRoleWorkflowInput) => {
  const user = fetchClerkUserStep({ clerk_user_id: input.clerk_user_id, snapshot: input.snapshot })
  const resolved = resolveCustomerStep(transform({ user, input }, ({ user, input }) => ({ user, signed_in: input.signed_in ?? false })))

  const created = when("customer-missing", { resolved }, ({ resolved }) => resolved.customer_id === null).then(() =>
    createClerkCustomerStep(
      transform({ user, resolved, input }, ({ user, resolved, input }) => ({
        clerk_user_id: input.clerk_user_id,
        email: resolved.email,
        first_name: user.first_name,
        last_name: user.last_name,
      }))
    )
  )
  const customer_id = transform({ resolved, created }, ({ resolved, created }) => resolved.customer_id ?? created ?? "")

  const { data: found } = useQueryGraphStep({
    entity: "customer",
    fields: ["id", "email", "first_name", "last_name"],
    filters: { id: customer_id },
    options: { throwIfKeyNotFound: true, isList: false },
  })
  // Linking gives the customer Clerk's names.
  const customer = transform(
    { found, user, resolved },
    ({ found, user, resolved }): SyncedCustomer =>
      resolved.linked_by_email || resolved.link_pending ? { ...found, first_name: user.first_name, last_name: user.last_name } : found
  )
  const auth_identity_id = ensureAuthIdentityStep({ customer_id, clerk_user_id: input.clerk_user_id })
  const result = recordSyncStep({
    user,
    customer,
    replaces_customer_id: resolved.replaces_customer_id,
    auth_identity_id,
    linked_by_email: resolved.linked_by_email,
    actor: input.actor,
    signed_in: input.signed_in,
    delivery_id: input.delivery_id,
  })
  const email = when("version-is-new", { result }, ({ result }) => !result.stale).then(() =>
    followEmailStep({ user, customer, actor: input.actor })
  )

  const repriceFor = alignGroupMembershipStep(transform({ customer_id }, ({ customer_id }) => [customer_id]))
  emitRoleEventsStep(transform({ result }, ({ result }) => [result]))
  const link = when("link-is-pending", { result }, ({ result }) => result.record.link_pending).then(() =>
    completeLinkStep(
      transform({ result, user }, ({ result, user }) => ({
        customer_meta_id: result.record.id,
        first_name: user.first_name,
        last_name: user.last_name,
      }))
    )
  )
  // Nothing below can fail, so that a completed link is never undone.
  when("link-is-completed", { link }, ({ link }) => link?.completed === true).then(() => {
    emitEventStep({ eventName: CustomerWorkflowEvents.UPDATED, data: [{ id: customer_id }] })
    repriceCartsStep(transform({ link }, ({ link }) => link?.cart_ids ?? []))
  })
  repriceOpenCartsStep(transform({ repriceFor, result }, alsoRepeated))

  return new WorkflowResponse(
    transform({ result, customer, email }, ({ result, customer, email }) => ({ ...result, customer, email: email ?? null }))
  )
})
