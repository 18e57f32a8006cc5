import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { RoleChange, RoleEventActor, WebhookDelivery } from "../../../modules/customer-role/types"

export type RecordDeletionStepInput = {
  /** The Clerk user that was deleted: a tombstone stays. */
  clerk_user_id?: string
  /** Or the customers that Medusa has deleted. */
  customer_ids?: string[]
  actor: RoleEventActor
  delivery?: WebhookDelivery
}

/**
 * Closes the records of a deleted Clerk user or of deleted customers. That is not taken back: the deletion has
 * happened elsewhere, whatever becomes of the steps after this one. Only the delivery is forgotten, so that Clerk's
 * next attempt finishes the work.
 *
 * @example
 * const changes = recordDeletionStep({ clerk_user_id: "user_123", actor: { type: "clerk" } })
 */
export const recordDeletionStep = createStep(
  "record-deletion",
  async (input: RecordDeletionStepInput, { container }): Promise<StepResponse<RoleChange[], string | null>> => {
    const service = container.resolve(CUSTOMER_ROLE_MODULE)
    const { clerk_user_id, customer_ids = [], actor, delivery } = input
    const byClerk = clerk_user_id ? await service.recordClerkDeletion(clerk_user_id, actor, delivery) : null
    const byCustomer = customer_ids.length ? await service.recordCustomerDeletion(customer_ids, actor) : []
    return new StepResponse([...(byClerk ? [byClerk] : []), ...byCustomer], delivery?.svix_id ?? null)
  },
  async (svixId, { container }) => {
    if (svixId) {
      await container.resolve(CUSTOMER_ROLE_MODULE).forgetDelivery(svixId)
    }
  }
)
