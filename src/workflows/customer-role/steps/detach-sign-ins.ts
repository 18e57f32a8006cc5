import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CLERK_PROVIDER } from "../../../clerk/provider-id"

export type DetachSignInsStepInput = { customer_id: string; clerk_user_id: string }

/**
 * Takes a customer away from every sign-in but the Clerk user's: whoever registered the address before its owner
 * proved it at Clerk keeps nothing. Gives the moment.
 *
 * @example
 * const linked_at = detachSignInsStep({ customer_id: "cus_123", clerk_user_id: "user_123" })
 */
export const detachSignInsStep = createStep(
  "detach-sign-ins",
  async ({ customer_id, clerk_user_id }: DetachSignInsStepInput, { container }): Promise<StepResponse<Date, Detached>> => {
    const auth = container.resolve(Modules.AUTH)
    const identities = await auth.listAuthIdentities({ app_metadata: { customer_id } }, { relations: ["provider_identities"] })
    const others = identities.filter(
      ({ provider_identities = [] }) =>
        !provider_identities.some(({ provider, entity_id }) => provider === CLERK_PROVIDER && entity_id === clerk_user_id)
    )
    const updates = others.map(({ id, app_metadata }) => ({ id, app_metadata: { ...app_metadata, customer_id: null } }))
    if (updates.length) {
      await auth.updateAuthIdentities(updates)
    }
    const detached = others.map(({ id, app_metadata }) => ({ id, app_metadata: { ...app_metadata } }))
    return new StepResponse(new Date(), detached)
  },
  async (detached, { container }) => {
    if (detached?.length) {
      await container.resolve(Modules.AUTH).updateAuthIdentities(detached)
    }
  }
)

type Detached = { id: string; app_metadata: Record<string, unknown> }[]
