import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { BULK_ORDERS, QUOTES } from "../../../modules/customer-role/features"
import { requireBusinessStep } from "../../customer-role/steps/require-business"

export type RequireBusinessToAcceptWorkflowInput = { customer_id: string }

/**
 * Throws unless the customer may accept quotes, and returns their role. Accepting places an order on account, so the rule
 * for bulk orders applies too. `refuseChangedQuoteBuyerStep` decides later whether the buyer is still the one that the quote
 * was sent to.
 *
 * @throws CustomerRoleError 403 with the guard's codes
 *
 * @example
 * const { result: role } = await requireBusinessToAcceptWorkflow(container).run({ input: { customer_id: "cus_123" } })
 *
 * @summary Require a business that may accept quotes.
 */
export const requireBusinessToAcceptWorkflow = createWorkflow(
  "require-business-to-accept",
  (input: RequireBusinessToAcceptWorkflowInput) => {
    requireBusinessStep({ customer_id: input.customer_id, feature: QUOTES })
    const role = requireBusinessStep({ customer_id: input.customer_id, feature: BULK_ORDERS }).config({
      name: "require-business-for-orders",
    })
    return new WorkflowResponse(role)
  }
)
