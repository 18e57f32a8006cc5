import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { BULK_ORDERS, QUOTES } from "../../../modules/customer-role/features"
import { requireBusinessStep } from "../../customer-role/steps/require-business"

export type CheckQuoteBuyerWorkflowInput = { customer_id: string }

/**
 * Throws unless the customer may accept quotes, and returns their role. Accepting places an order on account, so the rule
 * for bulk orders applies too.
 *
 * @throws CustomerRoleError 403 with the guard's codes
 *
 * @example
 * const { result: role } = await checkQuoteBuyerWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Check the buyer of a quote.
 */
export const checkQuoteBuyerWorkflow = createWorkflow("check-quote-buyer", (input: CheckQuoteBuyerWorkflowInput) => {
  requireBusinessStep({ customer_id: input.customer_id, feature: QUOTES })
  const role = requireBusinessStep({ customer_id: input.customer_id, feature: BULK_ORDERS }).config({
    name: "require-business-for-orders",
  })
  return new WorkflowResponse(role)
})
