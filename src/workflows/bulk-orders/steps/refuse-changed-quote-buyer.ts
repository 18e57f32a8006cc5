import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import type { CreateBulkOrderWorkflowInput } from "../types"

type Company = { company_name: string | null; tax_id: string | null }

export type RefuseChangedQuoteBuyerStepInput = {
  /** The customer's company when the order gets its turn. */
  role: Company
  /** If absent, there is nothing to compare. */
  quote?: CreateBulkOrderWorkflowInput["quote"]
}

/**
 * Throws if the accepted quote was sent to another company than the customer's current one. Compares the same role that the
 * order keeps in its metadata, so no change can slip in between.
 *
 * @throws CustomerRoleError `buyer_changed`
 *
 * @example
 * refuseChangedQuoteBuyerStep({ role, quote: input.quote })
 */
export const refuseChangedQuoteBuyerStep = createStep(
  "refuse-changed-quote-buyer",
  async ({ role, quote }: RefuseChangedQuoteBuyerStepInput): Promise<StepResponse<void>> => {
    if (quote && (quote.company_name !== role.company_name || quote.tax_id !== role.tax_id)) {
      throw new CustomerRoleError("buyer_changed")
    }
    return new StepResponse(undefined)
  }
)
