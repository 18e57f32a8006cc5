import { createCustomersWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type CreateClerkCustomerStepInput = { email: string; first_name: string | null; last_name: string | null }

/**
 * Creates the Medusa customer of a Clerk user through core's workflow, so that a shop's hooks on it run. Gives its id.
 *
 * Core's own compensation would delete the customer whatever has become of it. This one leaves it alone where another
 * process has found it meanwhile and goes on with it.
 *
 * @example
 * const customer_id = createClerkCustomerStep({ email: "ada@example.com", first_name: "Ada", last_name: null })
 */
export const createClerkCustomerStep = createStep(
  "create-clerk-customer",
  async (input: CreateClerkCustomerStepInput, { container, eventGroupId }): Promise<StepResponse<string, string>> => {
    const { result } = await createCustomersWorkflow(container).run({
      input: { customersData: [{ ...input, has_account: true }] },
      // Core's event waits for the end of the whole sync, and goes with it where that fails.
      context: { eventGroupId, preventReleaseEvents: true },
    })
    return new StepResponse(result[0].id, result[0].id)
  },
  async (customerId, { container }) => {
    if (!customerId || (await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByCustomerId(customerId))) {
      return
    }
    const identities = await container.resolve(Modules.AUTH).listAuthIdentities({ app_metadata: { customer_id: customerId } })
    if (!identities.length) {
      await container.resolve(Modules.CUSTOMER).deleteCustomers([customerId])
    }
  }
)
