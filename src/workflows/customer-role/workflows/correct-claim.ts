import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { ClaimCorrection, RoleEventActor } from "../../../modules/customer-role/types"
import { previewCorrectionStep } from "../steps/preview-correction"
import { recordCorrectionStep } from "../steps/record-correction"
import { writeCorrectionStep } from "../steps/write-correction"

export type CorrectClaimWorkflowInput = {
  customer_id: string
  correction: ClaimCorrection
  actor: RoleEventActor
}

/**
 * Corrects at Clerk what a customer states of himself, and notes who did. Where Clerk does not take it, nothing is
 * left. Gives the new version of the Clerk user; the role follows with the sync that comes next.
 *
 * Merchants call {@link correctRole}, which also syncs.
 *
 * @throws CustomerRoleError `not_found`, `invalid_account_claim`, `account_disabled` where Clerk has deleted the user,
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
