import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { RoleChange, RoleEventActor } from "../../../modules/customer-role/types"

export type RecordDeletionStepInput = {
  /** The Clerk user that was deleted: a tombstone stays. */
  clerk_user_id?: string
  /** Or the customers that Medusa has deleted. */
  customer_ids?: string[]
  actor: RoleEventActor
  /** The webhook delivery that brings the deletion. */
  delivery_id?: string
}

/**
 * Closes the records of a deleted Clerk user or of deleted customers. It is not taken back: the deletion has happened
 * elsewhere, whatever becomes of the steps after this one. Run again, it gives what those have not finished.
 *
 * @example
 * const changes = recordDeletionStep({ clerk_user_id: "user_123", actor: { type: "clerk" } })
 */
export const recordDeletionStep = createStep(
  "record-deletion",
  async (
    { clerk_user_id, customer_ids = [], actor, delivery_id }: RecordDeletionStepInput,
    { container }
  ): Promise<StepResponse<RoleChange[]>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const byClerk = clerk_user_id ? await service.recordClerkDeletion(clerk_user_id, actor, delivery_id) : null
    const byCustomer = customer_ids.length ? await service.recordCustomerDeletion(customer_ids, actor) : []
    return new StepResponse([...(byClerk ? [byClerk] : []), ...byCustomer])
  }
)
