import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { previewCorrection } from "../../../clerk/correct-claim"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { AccountClaim, ClaimCorrection } from "../../../modules/customer-role/types"

export type PreviewCorrectionStepInput = { customer_id: string; correction: ClaimCorrection }

/** Whose claim is corrected, and what it will be. */
export type CorrectionPreview = { clerk_user_id: string; claim: AccountClaim }

/**
 * Asks Clerk what a customer states now, and gives what he will state once the correction is written.
 *
 * @throws CustomerRoleError `not_found`, `account_disabled` where Clerk has deleted the user, `identity_provider_unavailable`
 *
 * @example
 * const preview = previewCorrectionStep({ customer_id: "cus_123", correction: { company_name: "Cedar GmbH" } })
 */
export const previewCorrectionStep = createStep(
  "preview-correction",
  async ({ customer_id, correction }: PreviewCorrectionStepInput, { container }): Promise<StepResponse<CorrectionPreview>> => {
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
