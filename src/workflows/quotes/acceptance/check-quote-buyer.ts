import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { BULK_ORDERS, QUOTES } from "../../../modules/customer-role/features"
import { requireBusinessStep } from "../../customer-role/steps/require-business"

export type CheckQuoteBuyerWorkflowInput = { customer_id: string }

/**
 * Lets only those through who may accept quotes: an acceptance is an order on account, so that what bulk orders ask for
 * is asked for here, too. Gives the customer's record.
 *
 * @throws CustomerRoleError 403 with the guard's codes
 *
 * @example
 * const { result: role } = await checkQuoteBuyerWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Check who accepts a quote.
 */
export const checkQuoteBuyerWorkflow = createWorkflow("check-quote-buyer", (input: CheckQuoteBuyerWorkflowInput) => {
  requireBusinessStep({ customer_id: input.customer_id, feature: QUOTES })
  const role = requireBusinessStep({ customer_id: input.customer_id, feature: BULK_ORDERS }).config({
    name: "require-business-for-orders",
  })
  return new WorkflowResponse(role)
})
