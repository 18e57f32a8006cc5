import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import { denialOf } from "../../../modules/customer-role/access"
import { levelOf, QUOTES } from "../../../modules/customer-role/features"

export type RequireQuoteCustomerStepInput = { customer_id: string }

/**
 * Throws if the guard would refuse the customer of a quote that an admin creates. Records no denial: the customer did not ask
 * for anything.
 *
 * @throws CustomerRoleError `not_a_business_account`, or 403 with the guard's other codes
 *
 * @example
 * requireQuoteCustomerStep({ customer_id: "cus_123" })
 */
export const requireQuoteCustomerStep = createStep(
  "require-quote-customer",
  async ({ customer_id }: RequireQuoteCustomerStepInput, { container }): Promise<StepResponse<void>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const code = denialOf(await service.lookUpCustomer(customer_id), levelOf(pluginOptions(container), QUOTES))
    if (code === "business_account_required") {
      throw new CustomerRoleError("not_a_business_account", "The customer has an individual account. Only businesses can get quotes.")
    }
    if (code) {
      throw new CustomerRoleError(code)
    }
    return new StepResponse(undefined)
  }
)
