import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { searchTermsOf, type SearchableCustomer } from "../search-terms"

/**
 * Brings e-mail addresses and names of customers into the search. Repeating it is harmless, so nothing is undone.
 *
 * @example
 * refreshCustomerRoleSearchStep(customers)
 */
export const refreshCustomerRoleSearchStep = createStep(
  "refresh-customer-role-search",
  async (customers: (SearchableCustomer & { id: string })[], { container }): Promise<StepResponse<void>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    for (const customer of customers) {
      await service.refreshSearchText(customer.id, searchTermsOf(customer))
    }
    return new StepResponse(undefined)
  }
)
