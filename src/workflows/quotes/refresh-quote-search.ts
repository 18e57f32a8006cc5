import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { createWorkflow } from "@medusajs/framework/workflows-sdk"
import { refreshQuoteSearchStep } from "./steps/refresh-quote-search"

export type RefreshQuoteSearchWorkflowInput = { customer_id: string }

/**
 * Brings a customer's e-mail address and names into the search of his quotes.
 *
 * @example
 * await refreshQuoteSearchWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Refresh the search of quotes.
 */
export const refreshQuoteSearchWorkflow = createWorkflow("refresh-quote-search", (input: RefreshQuoteSearchWorkflowInput) => {
  const { data: customers } = useQueryGraphStep({
    entity: "customer",
    fields: ["id", "email", "first_name", "last_name"],
    filters: { id: input.customer_id },
  })
  refreshQuoteSearchStep(customers)
})
