import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { RoleChange, RoleEventActor } from "../../../modules/customer-role/types"
import { alignGroupMembershipStep } from "../steps/align-group-membership"
import { emitRoleEventsStep } from "../steps/emit-role-events"
import { repriceOpenCartsStep } from "../steps/reprice-open-carts"

export type CloseRoleWorkflowInput = {
  /** The deleted Clerk user. A tombstone stays. */
  clerk_user_id?: string
  /** Customers that Medusa has deleted. */
  customer_ids?: string[]
  actor: RoleEventActor
  /** The webhook delivery that brought the deletion. */
  delivery_id?: string
}

/**
 * Closes the records. It has no compensation: the deletion happened elsewhere, whatever becomes of the later steps. A second
 * run returns the changes that later steps have not finished.
 */
const recordDeletionStep = createStep(
  "record-deletion",
  async (
    { clerk_user_id, customer_ids = [], actor, delivery_id }: CloseRoleWorkflowInput,
    { container }
  ): Promise<StepResponse<RoleChange[]>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const byClerk = clerk_user_id ? await service.recordClerkDeletion(clerk_user_id, actor, delivery_id) : null
    const byCustomer = customer_ids.length ? await service.recordCustomerDeletion(customer_ids, actor) : []
    return new StepResponse([...(byClerk ? [byClerk] : []), ...byCustomer])
  }
)

/** An earlier attempt may have left the group and died before it repriced the carts. */
const withRepeated = ({ repriceFor, changes }: { repriceFor: string[]; changes: RoleChange[] }): string[] => [
  ...new Set([...repriceFor, ...changes.flatMap(({ repeated, record }) => (repeated ? [record.customer_id] : []))]),
]

/**
 * Closes the role of a deleted Clerk user, or the roles of customers that Medusa has deleted: they leave the customer
 * group and lose every feature. A deleted Clerk user is never revived; the Clerk user of a deleted customer may start
 * again.
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
  const repriceFor = alignGroupMembershipStep(transform({ changes }, ({ changes }) => changes.map(({ record }) => record.customer_id)))
  emitRoleEventsStep(changes)
  repriceOpenCartsStep(transform({ repriceFor, changes }, withRepeated))
  return new WorkflowResponse(changes)
})
