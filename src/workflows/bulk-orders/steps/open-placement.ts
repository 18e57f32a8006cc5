import { generateEntityId } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { newOrderId } from "../placement/ids"
import type { Attempt } from "../placement/traces"
import { undoUnnoted } from "../placement/settle-placement"

export type OpenPlacementStepInput = {
  customer_id: string
  /** The id of the attempt. @default a new one, which nobody else can know of */
  bulk_order_id?: string
  /** The id that the order has, or would have had. @default a new one */
  order_id?: string
  line_count: number
}

/**
 * Begins to write: gives an attempt to place an order its own id, which the order keeps in its metadata as
 * `bulk_order_id`.
 *
 * What the workflow writes from here on is not undone step by step: a step that cannot be undone, e.g. because the
 * payment provider does not answer, would be passed over and forgotten. Whoever began the attempt undoes all of it by its
 * ids, or another process does. Only where the workflow is run by itself, without such an attempt, it is undone here.
 *
 * @throws CustomerRoleError `busy` where another process has taken the attempt over
 *
 * @example
 * const bulkOrderId = openPlacementStep({ customer_id: "cus_123", line_count: 200 })
 */
export const openPlacementStep = createStep(
  "open-placement",
  async (
    { customer_id, bulk_order_id, order_id = newOrderId(), line_count }: OpenPlacementStepInput,
    { container }
  ): Promise<StepResponse<string, Attempt | null>> => {
    if (bulk_order_id === undefined) {
      const id = generateEntityId(undefined, "bulk")
      return new StepResponse(id, { id, customer_id, order_id, line_count, paying: true })
    }
    if (!(await container.resolve(CUSTOMER_ROLE_MODULE).placements.open(bulk_order_id))) {
      throw new CustomerRoleError("busy")
    }
    return new StepResponse(bulk_order_id, null)
  },
  async (unnoted, { container }) => {
    if (unnoted) {
      await undoUnnoted(container, unnoted)
    }
  }
)
