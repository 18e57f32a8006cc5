import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { CreateBulkOrderWorkflowInput } from "../types"

type Company = { company_name: string | null; tax_id: string | null }

export type CheckQuotedBuyerStepInput = {
  /** Who orders, as he is now. */
  role: Company
  /** Nothing is looked at without it. */
  quote?: CreateBulkOrderWorkflowInput["quote"]
}

/**
 * Refuses the order of a quote that was sent to another company than the customer is by now: he may have changed it while
 * the order waited for its turn.
 *
 * @throws CustomerRoleError `buyer_changed`
 *
 * @example
 * checkQuotedBuyerStep({ role, quote: input.quote })
 */
export const checkQuotedBuyerStep = createStep(
  "check-quoted-buyer",
  async ({ role, quote }: CheckQuotedBuyerStepInput): Promise<StepResponse<void>> => {
    if (quote && (quote.company_name !== role.company_name || quote.tax_id !== role.tax_id)) {
      throw new CustomerRoleError("buyer_changed")
    }
    return new StepResponse(undefined)
  }
)
