import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { ClerkUserSnapshot } from "../../../clerk/user"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { RoleChange, RoleEventActor, SyncResult } from "../../../modules/customer-role/types"
import { searchTermsOf, type SearchableCustomer } from "../../../modules/customer-role/search/search-text"

export type RecordSyncStepInput = {
  user: ClerkUserSnapshot
  customer: SearchableCustomer & { id: string }
  replaces_customer_id?: string
  auth_identity_id: string
  /** Whether this sync links a registered customer to the Clerk user. */
  linked_by_email?: boolean
  actor: RoleEventActor
  /** Whether the Clerk user is signed in. */
  signed_in?: boolean
  /** The webhook delivery that brought the user. */
  delivery_id?: string
}

/**
 * Writes the Clerk user's claim to `customer_meta` and its history.
 *
 * @example
 * const result = recordSyncStep({ user, customer, auth_identity_id, actor: { type: "clerk" } })
 */
export const recordSyncStep = createStep(
  "record-sync",
  async (input: RecordSyncStepInput, { container }): Promise<StepResponse<SyncResult, RoleChange | null>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const { user, customer } = input
    const result = await service.recordSync({
      clerk_user_id: user.clerk_user_id,
      customer_id: customer.id,
      replaces_customer_id: input.replaces_customer_id,
      auth_identity_id: input.auth_identity_id,
      claim: user.claim,
      banned: user.banned,
      clerk_updated_at: new Date(user.updated_at),
      linked_at: input.linked_by_email ? new Date() : undefined,
      email: customer.email,
      signed_in: input.signed_in,
      search_terms: searchTermsOf(customer),
      required: pluginOptions(container).application.required,
      actor: { ...input.actor, id: input.actor.id ?? customer.id },
      delivery_id: input.delivery_id,
    })
    return new StepResponse(result, result.stale ? null : result)
  },
  async (change, { container }) => {
    if (change) {
      await container.resolve(CUSTOMER_ROLE_MODULE).undoChange(change)
    }
  }
)
