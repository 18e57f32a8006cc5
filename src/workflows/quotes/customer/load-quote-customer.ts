import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { searchTermsOf } from "../../../modules/customer-role/search/search-text"
import type { QuoteCustomer } from "../types"

export type LoadQuoteCustomerStepInput = { customer_id: string }

/**
 * Returns the customer's company name, tax id and search terms, which a quote stores.
 *
 * @throws CustomerRoleError `not_found` if Medusa has no such customer
 *
 * @example
 * const { company_name, search_terms } = loadQuoteCustomerStep({ customer_id: "cus_123" })
 */
export const loadQuoteCustomerStep = createStep(
  "load-quote-customer",
  async ({ customer_id }: LoadQuoteCustomerStepInput, { container }): Promise<StepResponse<QuoteCustomer>> => {
    const [customer] = await container
      .resolve(Modules.CUSTOMER)
      .listCustomers({ id: customer_id }, { select: ["id", "email", "first_name", "last_name"] })
    if (!customer) {
      throw new CustomerRoleError("not_found", "Customer not found.")
    }
    const record = await container.resolve(CUSTOMER_ROLE_MODULE).getCustomerMetaByCustomerId(customer_id)
    return new StepResponse({
      company_name: record?.company_name ?? null,
      tax_id: record?.tax_id ?? null,
      search_terms: searchTermsOf(customer),
    })
  }
)
