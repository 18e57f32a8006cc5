import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type HoldPlacementStepInput = {
  /** Nothing is asked without it: nobody else can know of the attempt then. */
  bulk_order_id?: string
}

/**
 * Refuses to go on with an attempt that another process has taken over meanwhile, because this one was silent for too
 * long. To be asked right before the payment.
 *
 * @throws CustomerRoleError `busy`
 *
 * @example
 * holdPlacementStep({ bulk_order_id: "bulk_123" })
 */
export const holdPlacementStep = createStep(
  "hold-placement",
  async ({ bulk_order_id }: HoldPlacementStepInput, { container }): Promise<StepResponse<void>> => {
    if (bulk_order_id && !(await container.resolve(CUSTOMER_ROLE_MODULE).placements.pay(bulk_order_id))) {
      throw new CustomerRoleError("busy")
    }
    return new StepResponse(undefined)
  }
)
