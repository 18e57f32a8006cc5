import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { Placement } from "../../modules/customer-role/bulk-order-placements"
import { checkBulkOrderWorkflow } from "./check-bulk-order"
import { asCheckoutFailure, isOutOfStock, isStepNotRecorded, toRefusal } from "./checkout-failures"
import { createBulkOrderWorkflow } from "./create-bulk-order"
import { createDirectBulkOrderWorkflow } from "./direct/create-direct-bulk-order"
import { bulkOrderQueue } from "./order-queue"
import { type PlacedBulkOrder, placeOnce } from "./place-once"
import { restartPlacement } from "./settle-placement"
import type { CreateBulkOrderWorkflowInput } from "./types"

const MOST_ATTEMPTS = 3

/** What else a caller may say of an order. */
export type PlaceBulkOrderOptions = {
  /** A request with the same key and body gets the order of the first one. */
  idempotency_key?: string
}

/**
 * Places a bulk order and tells the caller why where Medusa's checkout refuses: stock that another order has taken
 * meanwhile comes back as bad lines, a lock that was not to be had as `busy`. Stock that another order held and gave back
 * is ordered after all. A few orders are placed at a time, the others wait. Gives the id of the order, and whether an
 * earlier request has placed it.
 *
 * @throws CustomerRoleError as {@link createBulkOrderWorkflow}, and `busy`, `idempotency_key_reused`,
 * `request_in_progress`
 *
 * @example
 * const { id } = await placeBulkOrder(req.scope, { customer_id: "cus_123", ...body }, { idempotency_key: "key-1" })
 */
export const placeBulkOrder = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  { idempotency_key }: PlaceBulkOrderOptions = {}
): Promise<PlacedBulkOrder> => {
  const { waitAtMostSeconds } = container.resolve(CUSTOMER_ROLE_MODULE).options.bulkOrders
  return placeOnce(container, input, idempotency_key ?? null, (own, placement) =>
    bulkOrderQueue.run(
      () => attempt(container, own, placement, 1),
      () => new CustomerRoleError("busy"),
      { waitAtMostSeconds }
    )
  )
}

const workflowOf = (container: MedusaContainer) =>
  container.resolve(CUSTOMER_ROLE_MODULE).bulkOrderPath.path === "direct" ? createDirectBulkOrderWorkflow : createBulkOrderWorkflow

const attempt = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  placement: Placement,
  count: number
): Promise<string> => {
  try {
    const { result } = await workflowOf(container)(container).run({ input })
    return result.id
  } catch (error) {
    const failure = asCheckoutFailure(error)
    if (!failure) {
      throw error
    }
    if (isOutOfStock(failure)) {
      // Medusa's checkout looks at the stock before it comes to the payment.
      await container.resolve(CUSTOMER_ROLE_MODULE).placements.unpay(placement.id)
      await checkBulkOrderWorkflow(container).run({ input })
    }
    // Out of stock, and yet the check found enough: who held it meanwhile has been undone.
    const mayWork = isOutOfStock(failure) || isStepNotRecorded(failure)
    if (mayWork && count < MOST_ATTEMPTS && (await restartPlacement(container, placement))) {
      return attempt(container, input, placement, count + 1)
    }
    throw toRefusal(failure, error)
  }
}
