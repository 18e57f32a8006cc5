import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"

export type HoldPlacementStepInput = {
  /** If absent, there is no row to check: no other process knows of the placement. */
  placement_id?: string
}

/**
 * Throws if the lease has ended and another process has taken over the placement. Belongs right before the payment: from here
 * on, whoever settles the placement asks the payment provider.
 *
 * @throws CustomerRoleError `busy`
 *
 * @example
 * holdPlacementStep({ placement_id: "bulk_123" })
 */
export const holdPlacementStep = createStep(
  "hold-placement",
  async ({ placement_id }: HoldPlacementStepInput, { container }): Promise<StepResponse<void>> => {
    if (placement_id && !(await container.resolve(BULK_ORDER_MODULE).placements.pay(placement_id))) {
      throw new CustomerRoleError("busy")
    }
    return new StepResponse(undefined)
  }
)
