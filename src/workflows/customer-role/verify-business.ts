import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { RoleChange, RoleEventActor, VerificationDecision } from "../../modules/customer-role/types"
import { alignGroupMembershipStep } from "./steps/align-group-membership"
import { emitRoleEventsStep } from "./steps/emit-role-events"
import { repriceOpenCartsStep } from "./steps/reprice-open-carts"

export type VerifyBusinessWorkflowInput = {
  decisions: VerificationDecision[]
  actor: RoleEventActor
}

const decideVerificationStep = createStep(
  "decide-verification",
  async ({ decisions, actor }: VerifyBusinessWorkflowInput, { container }): Promise<StepResponse<RoleChange[]>> => {
    const changes = await container.resolve(CUSTOMER_ROLE_MODULE).decideVerification(decisions, actor)
    return new StepResponse(changes)
  },
  async (changes, { container }) => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    for (const change of changes ?? []) {
      await service.undoChange(change)
    }
  }
)

/**
 * Verifies, rejects or revokes businesses, all or none of them. Updates the customer group, emits the events and reprices
 * open carts. Returns the records in the order of the decisions.
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
  const repriceFor = alignGroupMembershipStep(transform({ changes }, ({ changes }) => changes.map(({ record }) => record.customer_id)))
  emitRoleEventsStep(changes)
  repriceOpenCartsStep(repriceFor)
  return new WorkflowResponse(transform({ changes }, ({ changes }) => changes.map(({ record }) => record)))
})
