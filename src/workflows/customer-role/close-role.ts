import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { RoleChange } from "../../modules/customer-role/types"
import { alignGroupMembershipStep } from "./steps/align-group-membership"
import { emitRoleEventsStep } from "./steps/emit-role-events"
import { recordDeletionStep, type RecordDeletionStepInput } from "./steps/record-deletion"
import { repriceOpenCartsStep } from "./steps/reprice-open-carts"

/** An attempt that died may have left the group and not repriced what was in the cart. */
const alsoRepeated = ({ repriceFor, changes }: { repriceFor: string[]; changes: RoleChange[] }): string[] => [
  ...new Set([...repriceFor, ...changes.flatMap(({ repeated, record }) => (repeated ? [record.customer_id] : []))]),
]

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
  repriceOpenCartsStep(transform({ repriceFor, changes }, alsoRepeated))
  return new WorkflowResponse(changes)
})
