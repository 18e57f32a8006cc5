import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { alignGroupMembershipStep } from "./steps/align-group-membership"
import { emitRoleEventsStep } from "./steps/emit-role-events"
import { recordDeletionStep, type RecordDeletionStepInput } from "./steps/record-deletion"
import { repriceOpenCartsStep } from "./steps/reprice-open-carts"

export type CloseRoleWorkflowInput = RecordDeletionStepInput

/**
 * Closes the role of a deleted Clerk user, or of customers that Medusa has deleted: out of the group, out of every
 * feature. A deleted Clerk user is never revived; a deleted customer's Clerk user may start anew.
 *
 * @example
 * await closeRoleWorkflow(container).run({
 *   input: { clerk_user_id: "user_123", actor: { type: "clerk" } },
 * })
 *
 * @summary Close a role.
 */
export const closeRoleWorkflow = createWorkflow("close-role", (input: CloseRoleWorkflowInput) => {
  const changes = recordDeletionStep(input)
  const repriceFor = alignGroupMembershipStep(
    transform({ changes }, ({ changes }) => changes.map(({ record }) => record.customer_id))
  )
  emitRoleEventsStep(changes)
  repriceOpenCartsStep(repriceFor)
  return new WorkflowResponse(changes)
})
