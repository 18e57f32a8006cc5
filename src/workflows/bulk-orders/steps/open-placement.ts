import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import { newOrderId, newPlacementId } from "../placement/ids"
import type { TraceablePlacement } from "../placement/traces"
import { undoUnrecorded } from "../placement/undo-placement"

export type OpenPlacementStepInput = {
  customer_id: string
  /** @default a new one without a row, for a workflow that runs on its own */
  placement_id?: string
  /** The id chosen for the order. @default a new one */
  order_id?: string
  line_count: number
}

/**
 * Marks that the placement writes more than its own row from now on, and returns its id. The order keeps it in its metadata
 * as `bulk_order_id`.
 *
 * Later steps have no compensation. A compensation fails if a payment provider does not answer, and Medusa would not try it
 * again. Instead, whoever began the placement undoes everything by its ids, or another process does. This step undoes
 * everything only if the workflow runs on its own, without a placement's row.
 *
 * @throws CustomerRoleError `busy` if another process has taken over the placement
 *
 * @example
 * const placementId = openPlacementStep({ customer_id: "cus_123", line_count: 200 })
 */
export const openPlacementStep = createStep(
  "open-placement",
  async (
    { customer_id, placement_id, order_id = newOrderId(), line_count }: OpenPlacementStepInput,
    { container }
  ): Promise<StepResponse<string, TraceablePlacement | null>> => {
    if (placement_id === undefined) {
      const id = newPlacementId()
      return new StepResponse(id, { id, customer_id, order_id, line_count, paying: true })
    }
    if (!(await container.resolve(BULK_ORDER_MODULE).placements.open(placement_id))) {
      throw new CustomerRoleError("busy")
    }
    return new StepResponse(placement_id, null)
  },
  async (unrecorded, { container }) => {
    if (unrecorded) {
      await undoUnrecorded(container, unrecorded)
    }
  }
)
