import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { previewCorrection, writeCorrection } from "../../../clerk/correct-claim"
import type { ClerkUserSnapshot } from "../../../clerk/user"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { AccountClaim, ClaimCorrection, RoleEventActor } from "../../../modules/customer-role/types"

export type CorrectClaimWorkflowInput = {
  customer_id: string
  correction: ClaimCorrection
  actor: RoleEventActor
}

/** The Clerk user of the claim, and the whole claim after the correction. */
export type CorrectionPreview = { clerk_user_id: string; claim: AccountClaim }

/** Reads the customer's current claim from Clerk and applies the correction to it. */
const previewCorrectionStep = createStep(
  "preview-correction",
  async (
    { customer_id, correction }: Pick<CorrectClaimWorkflowInput, "customer_id" | "correction">,
    { container }
  ): Promise<StepResponse<CorrectionPreview>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const record = await service.getCustomerMetaByCustomerId(customer_id)
    if (!record) {
      throw new CustomerRoleError("not_found")
    }
    const { clerk_user_id } = record
    const claim = await previewCorrection(clerk_user_id, correction, pluginOptions(container).clerk)
    if (!claim) {
      throw new CustomerRoleError("account_disabled")
    }
    return new StepResponse({ clerk_user_id, claim })
  }
)

/** Records the correction before Clerk gets it: Clerk's webhook may arrive first, and it does not know the admin. */
const recordCorrectionStep = createStep(
  "record-correction",
  async (
    { customer_id, ...corrected }: CorrectClaimWorkflowInput & { claim: AccountClaim },
    { container }
  ): Promise<StepResponse<void, string[]>> => {
    const entryIds = await container.resolve(CUSTOMER_ROLE_MODULE).recordCorrection(customer_id, corrected)
    return new StepResponse(undefined, entryIds)
  },
  async (entryIds, { container }) => {
    await container.resolve(CUSTOMER_ROLE_MODULE).undoEntries(entryIds ?? [])
  }
)

/** Writes the correction to Clerk and returns the user's new version. As the last step it has no compensation. */
const writeCorrectionStep = createStep(
  "write-correction",
  async (
    { clerk_user_id, correction }: { clerk_user_id: string; correction: ClaimCorrection },
    { container }
  ): Promise<StepResponse<ClerkUserSnapshot>> => {
    const snapshot = await writeCorrection(clerk_user_id, correction, pluginOptions(container).clerk)
    if (!snapshot) {
      throw new CustomerRoleError("account_disabled")
    }
    return new StepResponse(snapshot)
  }
)

/**
 * Corrects a customer's claim at Clerk and records who did. If Clerk refuses, the record is removed again. Returns the new
 * version of the Clerk user; the role itself changes with the next sync.
 *
 * Call {@link correctRole} instead: it also syncs.
 *
 * @throws CustomerRoleError `not_found`, `invalid_account_claim`, `account_disabled` if Clerk has deleted the user,
 * `identity_provider_unavailable`
 *
 * @example
 * const { result } = await correctClaimWorkflow(container).run({
 *   input: {
 *     customer_id: "cus_123",
 *     correction: { company_name: "Cedar GmbH" },
 *     actor: { type: "admin", id: "user_123" },
 *   },
 * })
 *
 * @summary Correct a claim at Clerk.
 */
export const correctClaimWorkflow = createWorkflow("correct-claim", (input: CorrectClaimWorkflowInput) => {
  const preview = previewCorrectionStep({ customer_id: input.customer_id, correction: input.correction })
  recordCorrectionStep(transform({ input, preview }, ({ input, preview }) => ({ ...input, claim: preview.claim })))
  const snapshot = writeCorrectionStep({ clerk_user_id: preview.clerk_user_id, correction: input.correction })
  return new WorkflowResponse(snapshot)
})
