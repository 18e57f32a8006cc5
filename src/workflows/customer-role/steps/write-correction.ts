import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { writeCorrection } from "../../../clerk/correct-claim"
import type { ClerkUserSnapshot } from "../../../clerk/user"
import { CustomerRoleError } from "../../../errors"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { ClaimCorrection } from "../../../modules/customer-role/types"

export type WriteCorrectionStepInput = { clerk_user_id: string; correction: ClaimCorrection }

/**
 * Writes the correction to Clerk and gives the user's new version. The last step: it is not taken back.
 *
 * @throws CustomerRoleError `account_disabled` where Clerk has deleted the user, `identity_provider_unavailable`, or
 * `invalid_account_claim` where Clerk refuses it
 *
 * @example
 * const snapshot = writeCorrectionStep({ clerk_user_id: "user_123", correction: { account_type: "individual" } })
 */
export const writeCorrectionStep = createStep(
  "write-correction",
  async ({ clerk_user_id, correction }: WriteCorrectionStepInput, { container }): Promise<StepResponse<ClerkUserSnapshot>> => {
    const options = pluginOptions(container)
    const snapshot = await writeCorrection(clerk_user_id, correction, options.clerk)
    if (!snapshot) {
      throw new CustomerRoleError("account_disabled")
    }
    return new StepResponse(snapshot)
  }
)
