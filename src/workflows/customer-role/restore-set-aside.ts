import { CustomerWorkflowEvents } from "@medusajs/framework/utils"
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { restoreSetAsideStep, type RestoreSetAsideStepInput } from "./steps/restore-set-aside"

export type RestoreSetAsideWorkflowInput = RestoreSetAsideStepInput

/**
 * Gives a customer back what was set aside when it was linked to a Clerk user, once somebody at the shop knows whose it is.
 *
 * @throws CustomerRoleError `not_found` where nothing is set aside
 *
 * @example
 * await restoreSetAsideWorkflow(container).run({ input: { customer_id: "cus_123", restored_by: "user_123" } })
 *
 * @summary Restore what was set aside of a customer.
 */
export const restoreSetAsideWorkflow = createWorkflow("restore-set-aside", (input: RestoreSetAsideWorkflowInput) => {
  restoreSetAsideStep(input)
  emitEventStep({ eventName: CustomerWorkflowEvents.UPDATED, data: transform({ input }, ({ input }) => [{ id: input.customer_id }]) })
  return new WorkflowResponse(input.customer_id)
})
