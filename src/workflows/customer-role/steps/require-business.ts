import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { noteDenial } from "../../../observability/denials"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { denialOf } from "../../../modules/customer-role/access"
import { levelOf } from "../../../modules/customer-role/features"
import type { CustomerMetaRecord } from "../../../modules/customer-role/types"
import type { AccessLevel } from "../../../options"

export type RequireBusinessStepInput = {
  customer_id: string
  /** `bulk_orders`, `quotes`, or a name of your own, as in the guard. */
  feature: string
  /** @default the feature's level in the option `access` */
  level?: AccessLevel
}

/**
 * Applies the guard's rule inside a workflow, so that no caller can bypass it. Returns the customer's record.
 *
 * @throws CustomerRoleError 403 with the guard's codes
 *
 * @example
 * requireBusinessStep({ customer_id: input.customer_id, feature: "quotes" })
 */
export const requireBusinessStep = createStep(
  "require-business",
  async ({ customer_id, feature, level }: RequireBusinessStepInput, { container }): Promise<StepResponse<CustomerMetaRecord>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const lookup = await service.lookUpCustomer(customer_id)
    const { record } = lookup
    const code = denialOf(lookup, level ?? levelOf(pluginOptions(container), feature))
    if (record && !code) {
      return new StepResponse(record)
    }
    const reason = code ?? "business_account_required"
    noteDenial(container, { customer_id, clerk_user_id: record?.clerk_user_id, feature, code: reason })
    throw new CustomerRoleError(reason)
  }
)
