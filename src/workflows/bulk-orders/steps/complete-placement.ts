import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { noteDenial } from "../../../observability/denials"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { BULK_ORDERS, QUOTES } from "../../../modules/customer-role/features"

export type CompletePlacementStepInput = {
  /** Nothing is noted of an attempt without it: nobody else can know of one then. */
  bulk_order_id?: string
  order_id: string
  /** Who orders. */
  customer_id: string
  /** Whether the order accepts a quote, which asks for more than ordering does. */
  is_quoted: boolean
}

/**
 * Completes an order, which is the last that is to be done: what is found after a crash is told of from here on, and undone
 * before. The order may have waited for its turn, for stock and for a payment provider, so the guard is asked once more, in
 * the transaction that completes the order: once a revocation is answered, no order is completed any more.
 *
 * @throws CustomerRoleError 403 with the guard's codes; `busy` where another process has taken the attempt over, because
 * this one was silent for too long
 *
 * @example
 * completePlacementStep({ bulk_order_id: "bulk_123", order_id: "order_123", customer_id: "cus_123", is_quoted: false })
 */
export const completePlacementStep = createStep(
  "complete-placement",
  async ({ is_quoted, ...order }: CompletePlacementStepInput, { container }): Promise<StepResponse<void>> => {
    const features = is_quoted ? [BULK_ORDERS, QUOTES] : [BULK_ORDERS]
    const { refusal, record } = await container.resolve(CUSTOMER_ROLE_MODULE).completeOrder(order, features)
    if (refusal && refusal !== "busy") {
      noteDenial(container, { customer_id: order.customer_id, clerk_user_id: record?.clerk_user_id, feature: BULK_ORDERS, code: refusal })
    }
    if (refusal) {
      throw new CustomerRoleError(refusal)
    }
    return new StepResponse(undefined)
  }
)
