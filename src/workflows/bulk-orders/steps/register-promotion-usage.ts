import type { UsageComputedActions } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

export type RegisterPromotionUsageStepInput = {
  computedActions: UsageComputedActions[]
  registrationContext: { customer_id: string | null; customer_email: string | null }
}

/**
 * Counts discounts towards the limits and budgets of their promotions, as Medusa's checkout does in a step that it does not
 * export.
 *
 * @throws MedusaError `not_allowed` if a limit has been reached since the order was calculated
 *
 * @example
 * registerPromotionUsageStep({ computedActions: [{ code: "TENTH", amount: 10 }], registrationContext })
 */
export const registerPromotionUsageStep = createStep(
  "register-promotion-usage",
  async (usage: RegisterPromotionUsageStepInput, { container }): Promise<StepResponse<void, RegisterPromotionUsageStepInput>> => {
    if (usage.computedActions.length > 0) {
      await container.resolve(Modules.PROMOTION).registerUsage(usage.computedActions, usage.registrationContext)
    }
    return new StepResponse(undefined, usage)
  },
  async (usage, { container }) => {
    if (usage?.computedActions.length) {
      await container.resolve(Modules.PROMOTION).revertUsage(usage.computedActions, usage.registrationContext)
    }
  }
)
