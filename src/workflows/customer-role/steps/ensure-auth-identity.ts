import type { IAuthModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CLERK_PROVIDER, SIGN_IN_REPLACED_AT } from "../../../clerk/auth-provider"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type EnsureAuthIdentityStepInput = { customer_id: string; clerk_user_id: string }

type Compensation = { created: string; clerk_user_id: string } | { updated: { id: string; app_metadata: Record<string, unknown> } } | null

/**
 * Finds or creates the Clerk user's auth identity in Medusa and points it to the customer. Returns its id.
 *
 * @example
 * const auth_identity_id = ensureAuthIdentityStep({ customer_id: "cus_123", clerk_user_id: "user_123" })
 */
export const ensureAuthIdentityStep = createStep(
  "ensure-auth-identity",
  async ({ customer_id, clerk_user_id }: EnsureAuthIdentityStepInput, { container }): Promise<StepResponse<string, Compensation>> => {
    const auth = container.resolve(Modules.AUTH)
    const identity = (await findIdentity(auth, clerk_user_id)) ?? (await createIdentity(auth, clerk_user_id, customer_id))
    if (identity.created) {
      return new StepResponse(identity.id, { created: identity.id, clerk_user_id })
    }
    const { id, app_metadata = {} } = identity
    if (app_metadata?.customer_id === customer_id) {
      return new StepResponse(id, null)
    }
    // The identity may have lost its former customer to another user. It may still get a new one.
    const { [SIGN_IN_REPLACED_AT]: _, ...kept } = app_metadata ?? {}
    await auth.updateAuthIdentities({ id, app_metadata: { ...kept, customer_id } })
    return new StepResponse(id, { updated: { id, app_metadata: { customer_id: null, ...app_metadata } } })
  },
  async (compensation, { container }) => {
    if (!compensation) {
      return
    }
    const auth = container.resolve(Modules.AUTH)
    if (!("created" in compensation)) {
      await auth.updateAuthIdentities(compensation.updated)
      return
    }
    // Keeps the identity if another process uses it by now.
    const record = await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByClerkId(compensation.clerk_user_id)
    if (record?.auth_identity_id !== compensation.created) {
      await auth.deleteAuthIdentities([compensation.created])
    }
  }
)

type Identity = { id: string; app_metadata?: Record<string, unknown>; created?: boolean }

const findIdentity = async (auth: IAuthModuleService, clerkUserId: string): Promise<Identity | undefined> => {
  const [identity] = await auth.listAuthIdentities({
    provider_identities: { entity_id: clerkUserId, provider: CLERK_PROVIDER },
  })
  return identity
}

const createIdentity = async (auth: IAuthModuleService, clerkUserId: string, customerId: string): Promise<Identity> => {
  try {
    const { id } = await auth.createAuthIdentities({
      provider_identities: [{ entity_id: clerkUserId, provider: CLERK_PROVIDER }],
      app_metadata: { customer_id: customerId },
    })
    return { id, created: true }
  } catch (error) {
    // Another process has created the identity first.
    const identity = await findIdentity(auth, clerkUserId)
    if (!identity) {
      throw error
    }
    return identity
  }
}
