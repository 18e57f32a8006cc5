import { createStep, createWorkflow, StepResponse, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { InternalNote, RoleChange, RoleEventActor } from "../../modules/customer-role/types"

export type WriteInternalNoteWorkflowInput = InternalNote & { actor: RoleEventActor }

const writeInternalNoteStep = createStep(
  "write-internal-note",
  async ({ actor, ...note }: WriteInternalNoteWorkflowInput, { container }): Promise<StepResponse<RoleChange>> => {
    const change = await container.resolve(CUSTOMER_ROLE_MODULE).writeInternalNote(note, actor)
    return new StepResponse(change)
  },
  async (change, { container }) => {
    if (change) {
      await container.resolve(CUSTOMER_ROLE_MODULE).undoChange(change)
    }
  }
)

/**
 * Writes the note about a customer that only admins see, without a decision. Returns the record.
 *
 * @throws CustomerRoleError `not_found`, `role_changed`
 *
 * @example
 * const { result } = await writeInternalNoteWorkflow(container).run({
 *   input: { customer_id: "cus_123", internal_note: "Called on Monday", actor: { type: "admin", id: "user_123" } },
 * })
 *
 * @summary Write an internal note.
 */
export const writeInternalNoteWorkflow = createWorkflow("write-internal-note", (input: WriteInternalNoteWorkflowInput) => {
  const change = writeInternalNoteStep(input)
  return new WorkflowResponse(transform({ change }, ({ change }) => change.record))
})
