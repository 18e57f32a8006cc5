import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { RoleEventActor, VerificationDecision } from "../../modules/customer-role/types"
import { alignGroupMembershipStep } from "./steps/align-group-membership"
import { decideVerificationStep } from "./steps/decide-verification"
import { emitRoleEventsStep } from "./steps/emit-role-events"
import { repriceOpenCartsStep } from "./steps/reprice-open-carts"

export type VerifyBusinessWorkflowInput = {
  decisions: VerificationDecision[]
  actor: RoleEventActor
}

/**
 * Verifies, rejects or revokes businesses, all or none of them; keeps the customer group and the prices of open
 * carts in step, and tells others. Gives the records in the order of the decisions.
 *
 * @throws CustomerRoleError `not_found`, `not_a_business_account`, `role_changed`
 *
 * @example
 * const { result } = await verifyBusinessWorkflow(container).run({
 *   input: {
 *     decisions: [{ customer_id: "cus_123", is_verified: true }],
 *     actor: { type: "admin", id: "user_123" },
 *   },
 * })
 *
 * @summary Verify businesses.
 */
export const verifyBusinessWorkflow = createWorkflow("verify-business", (input: VerifyBusinessWorkflowInput) => {
  const changes = decideVerificationStep({ decisions: input.decisions, actor: input.actor })
  const repriceFor = alignGroupMembershipStep(
    transform({ changes }, ({ changes }) => changes.map(({ record }) => record.customer_id))
  )
  emitRoleEventsStep(changes)
  repriceOpenCartsStep(repriceFor)
  return new WorkflowResponse(transform({ changes }, ({ changes }) => changes.map(({ record }) => record)))
})
