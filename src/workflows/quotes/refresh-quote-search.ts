import { Modules } from "@medusajs/framework/utils"
import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { searchTermsOf } from "../../modules/customer-role/search/search-text"
import { QUOTE_MODULE } from "../../modules/quote"

export type RefreshQuoteSearchWorkflowInput = { customer_id: string }

/** Reads deleted customers too: the shop still finds their quotes by name. Idempotent, so it has no compensation. */
const refreshQuoteSearchStep = createStep(
  "refresh-quote-search",
  async ({ customer_ids }: { customer_ids: string[] }, { container }): Promise<StepResponse<void>> => {
    if (customer_ids.length === 0) {
      return new StepResponse(undefined)
    }
    const customers = await container
      .resolve(Modules.CUSTOMER)
      .listCustomers({ id: customer_ids }, { select: ["id", "email", "first_name", "last_name"], take: null, withDeleted: true })
    const termsOf = new Map(customers.map((customer) => [customer.id, searchTermsOf(customer)]))
    for (const id of customer_ids) {
      await container.resolve(QUOTE_MODULE).refreshSearch(id, termsOf.get(id) ?? [])
    }
    return new StepResponse(undefined)
  }
)

/**
 * Makes a customer's quotes searchable by their current e-mail address and names.
 *
 * @example
 * await refreshQuoteSearchWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Refresh the search of a customer's quotes.
 */
export const refreshQuoteSearchWorkflow = createWorkflow("refresh-quote-search", (input: RefreshQuoteSearchWorkflowInput) => {
  refreshQuoteSearchStep({ customer_ids: [input.customer_id] })
})

type RefreshStaleQuoteSearchWorkflowInput = {
  /** The most customers to refresh in this run. */
  limit: number
}

const listCustomersWithStaleSearchStep = createStep(
  "list-customers-with-stale-search",
  async ({ limit }: RefreshStaleQuoteSearchWorkflowInput, { container }): Promise<StepResponse<string[]>> =>
    new StepResponse(await container.resolve(QUOTE_MODULE).listCustomersWithStaleSearch(limit))
)

/**
 * Refreshes the search text of quotes that a migration filled in SQL. PostgreSQL's `lower()` depends on the locale of the
 * database, so only this code folds letters as the search does. Each quote is refreshed once. Returns the ids of the
 * customers.
 *
 * @example
 * const { result: customerIds } = await refreshStaleQuoteSearchWorkflow(container).run({ input: { limit: 100 } })
 *
 * @summary Refresh the search of quotes from an older version.
 */
export const refreshStaleQuoteSearchWorkflow = createWorkflow(
  "refresh-stale-quote-search",
  (input: RefreshStaleQuoteSearchWorkflowInput) => {
    const customer_ids = listCustomersWithStaleSearchStep(input)
    refreshQuoteSearchStep({ customer_ids })
    return new WorkflowResponse(customer_ids)
  }
)
