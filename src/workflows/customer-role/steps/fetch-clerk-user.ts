import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { fetchClerkUser, type ClerkUserSnapshot } from "../../../clerk/user"
import { CustomerRoleError } from "../../../errors"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"

export type FetchClerkUserStepInput = {
  clerk_user_id: string
  /** The user as a webhook brought it. With it, the step does not ask Clerk. */
  snapshot?: ClerkUserSnapshot
}

/**
 * Returns the Clerk user, from Clerk's Backend API unless a webhook brought it.
 *
 * @throws CustomerRoleError `account_disabled` if Clerk has no such user, `identity_provider_unavailable`
 *
 * @example
 * const snapshot = fetchClerkUserStep({ clerk_user_id: "user_123" })
 */
export const fetchClerkUserStep = createStep(
  "fetch-clerk-user",
  async ({ clerk_user_id, snapshot }: FetchClerkUserStepInput, { container }): Promise<StepResponse<ClerkUserSnapshot>> => {
    const options = pluginOptions(container)
    const user = snapshot ?? (await fetchClerkUser(clerk_user_id, options.clerk))
    if (!user) {
      throw new CustomerRoleError("account_disabled")
    }
    return new StepResponse(user)
  }
)
