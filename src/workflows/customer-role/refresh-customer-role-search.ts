import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { createStep, createWorkflow, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { searchTermsOf, type SearchableCustomer } from "../../modules/customer-role/search/search-text"

export type RefreshCustomerRoleSearchWorkflowInput = { customer_id: string }

/** It has no compensation: running it again writes the same. */
const refreshCustomerRoleSearchStep = createStep(
  "refresh-customer-role-search",
  async (customers: (SearchableCustomer & { id: string })[], { container }): Promise<StepResponse<void>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    for (const customer of customers) {
      await service.refreshSearchText(customer.id, searchTermsOf(customer))
    }
    return new StepResponse(undefined)
  }
)

/**
 * Updates the email address and names by which the admin list finds a customer.
 *
 * @example
 * await refreshCustomerRoleSearchWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Refresh the search of businesses.
 */
export const refreshCustomerRoleSearchWorkflow = createWorkflow(
  "refresh-customer-role-search",
  (input: RefreshCustomerRoleSearchWorkflowInput) => {
    const { data: customers } = useQueryGraphStep({
      entity: "customer",
      fields: ["id", "email", "first_name", "last_name"],
      filters: { id: input.customer_id },
    })
    refreshCustomerRoleSearchStep(customers)
  }
)
