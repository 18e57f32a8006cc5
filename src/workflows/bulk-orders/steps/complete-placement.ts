import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

export type CompletePlacementStepInput = {
  /** Nothing is noted without it: nobody else can know of the attempt then. */
  bulk_order_id?: string
  order_id: string
}

/**
 * Notes that an order is complete, which is the last that is to be done: what is found after a crash is told of from
 * here on, and undone before.
 *
 * @throws CustomerRoleError `busy` where another process has taken the attempt over, because this one was silent for too
 * long
 *
 * @example
 * completePlacementStep({ bulk_order_id: "bulk_123", order_id: "order_123" })
 */
export const completePlacementStep = createStep(
  "complete-placement",
  async ({ bulk_order_id, order_id }: CompletePlacementStepInput, { container }): Promise<StepResponse<void>> => {
    if (bulk_order_id && !(await container.resolve(CUSTOMER_ROLE_MODULE).placements.complete(bulk_order_id, order_id))) {
      throw new CustomerRoleError("busy")
    }
    return new StepResponse(undefined)
  }
)
