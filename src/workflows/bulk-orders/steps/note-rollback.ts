import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type NoteRollbackStepInput = { bulk_order_id?: string }

/**
 * Does nothing until it is rolled back. It then notes that the order is to be undone, before any of it is: whoever
 * finds it where this process ends in the midst of that must not take it for one that is paid for and complete. To be
 * called right after the payment.
 *
 * @example
 * noteRollbackStep({ bulk_order_id: "bulk_123" })
 */
export const noteRollbackStep = createStep(
  "note-rollback",
  async ({ bulk_order_id }: NoteRollbackStepInput): Promise<StepResponse<void, string | undefined>> =>
    new StepResponse(undefined, bulk_order_id),
  async (bulk_order_id, { container }) => {
    if (bulk_order_id) {
      await container.resolve(CUSTOMER_ROLE_MODULE).placements.giveUp(bulk_order_id)
    }
  }
)
