import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { noteDenial } from "../../../observability/denials"
import { CustomerRoleError } from "../../../errors"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { BULK_ORDERS, QUOTES } from "../../../modules/customer-role/features"

export type CompletePlacementStepInput = {
  /** If absent, there is no row to complete: no other process knows of the placement. */
  placement_id?: string
  order_id: string
  /** Who orders. */
  customer_id: string
  /** Whether the order accepts a quote, which needs access to quotes as well. */
  is_quoted: boolean
}

/**
 * Completes an order. Must be the last step: after a crash, an order that got this far is finished, and any other is undone.
 * The order may have waited for its turn, for stock and for a payment provider. So the transaction that completes it checks
 * the guard again: after a revocation has returned, no order completes.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `busy` if another process has taken over the placement
 *
 * @example
 * completePlacementStep({ placement_id: "bulk_123", order_id: "order_123", customer_id: "cus_123", is_quoted: false })
 */
export const completePlacementStep = createStep(
  "complete-placement",
  async ({ placement_id, order_id, customer_id, is_quoted }: CompletePlacementStepInput, { container }): Promise<StepResponse<void>> => {
    const { placements } = container.resolve(BULK_ORDER_MODULE)
    const { refusal, record } = await container
      .resolve(CUSTOMER_ROLE_MODULE)
      .completeOrder({ order_id, customer_id }, is_quoted ? [BULK_ORDERS, QUOTES] : [BULK_ORDERS], async (trx) =>
        placement_id === undefined ? true : placements.complete(placement_id, order_id, trx)
      )
    if (refusal && refusal !== "busy") {
      noteDenial(container, { customer_id, clerk_user_id: record?.clerk_user_id, feature: BULK_ORDERS, code: refusal })
    }
    if (refusal) {
      throw new CustomerRoleError(refusal)
    }
    return new StepResponse(undefined)
  }
)
