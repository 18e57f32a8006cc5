import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { AccountClaim, ClaimCorrection, RoleEventActor } from "../../../modules/customer-role/types"

export type RecordCorrectionStepInput = {
  customer_id: string
  correction: ClaimCorrection
  /** What Clerk will hold then. */
  claim: AccountClaim
  actor: RoleEventActor
}

/**
 * Notes in the history who corrects what, before it is written: Clerk's webhook may be faster than we are, and knows no
 * admin.
 *
 * @throws CustomerRoleError `not_found`, or `invalid_account_claim` where the claim could not be applied
 *
 * @example
 * recordCorrectionStep({ customer_id: "cus_123", correction, claim, actor: { type: "admin", id: "user_123" } })
 */
export const recordCorrectionStep = createStep(
  "record-correction",
  async ({ customer_id, correction, claim, actor }: RecordCorrectionStepInput, { container }): Promise<StepResponse<void, string[]>> => {
    const entryIds = await container.resolve(CUSTOMER_ROLE_MODULE).recordCorrection(customer_id, correction, claim, actor)
    return new StepResponse(undefined, entryIds)
  },
  async (entryIds, { container }) => {
    await container.resolve(CUSTOMER_ROLE_MODULE).undoEntries(entryIds ?? [])
  }
)
