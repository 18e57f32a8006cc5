import { useQueryGraphStep } from "@medusajs/medusa/core-flows"
import { createWorkflow } from "@medusajs/framework/workflows-sdk"
import { refreshCustomerRoleSearchStep } from "./steps/refresh-customer-role-search"

export type RefreshCustomerRoleSearchWorkflowInput = { customer_id: string }

/**
 * Brings a customer's e-mail address and names into the search of the admin list.
 *
 * @example
 * await refreshCustomerRoleSearchWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Refresh the search of businesses.
 */
export const refreshCustomerRoleSearchWorkflow = createWorkflow("refresh-customer-role-search", (input: RefreshCustomerRoleSearchWorkflowInput) => {
  const { data: customers } = useQueryGraphStep({
    entity: "customer",
    fields: ["id", "email", "first_name", "last_name"],
    filters: { id: input.customer_id },
  })
  refreshCustomerRoleSearchStep(customers)
})
