import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { RoleChange, RoleEventActor, VerificationDecision } from "../../../modules/customer-role/types"

export type DecideVerificationStepInput = { decisions: VerificationDecision[]; actor: RoleEventActor }

/**
 * Applies an admin's decisions, all or none of them.
 *
 * @throws CustomerRoleError `not_found`, `not_a_business_account`, `role_changed`
 *
 * @example
 * const changes = decideVerificationStep({
 *   decisions: [{ customer_id: "cus_123", is_verified: true }],
 *   actor: { type: "admin", id: "user_123" },
 * })
 */
export const decideVerificationStep = createStep(
  "decide-verification",
  async ({ decisions, actor }: DecideVerificationStepInput, { container }): Promise<StepResponse<RoleChange[]>> => {
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
