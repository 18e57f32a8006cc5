import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { Placement } from "../../modules/customer-role/bulk-order-placements"
import { checkBulkOrderWorkflow } from "./workflows/check-bulk-order"
import { asCheckoutFailure, isOutOfStock, isStepNotRecorded, toRefusal } from "./checkout/refusals"
import { createBulkOrderWorkflow } from "./workflows/create-bulk-order"
import { createDirectBulkOrderWorkflow } from "./workflows/create-direct-bulk-order"
import { bulkOrderQueue } from "./placement/turns"
import { type PlacedBulkOrder, placeOnce } from "./placement/place-once-per-key"
import { rowsOf } from "./lines/read-sheet"
import { restartPlacement } from "./placement/settle-placement"
import type { CreateBulkOrderWorkflowInput, SheetRowsReport } from "./types"

const MOST_ATTEMPTS = 3

/** What else a caller may say of an order. */
export type PlaceBulkOrderOptions = {
  /** A request with the same key and body gets the order of the first one. */
  idempotency_key?: string
}

/**
 * Places a bulk order and tells the caller why where Medusa's checkout refuses: stock that another order has taken
 * meanwhile comes back as bad lines, a lock that was not to be had as `busy`. Stock that another order held and gave back
 * is ordered after all. A few orders are placed at a time, the others wait. Gives the id of the order, whether an earlier
 * request has placed it, and what became of the rows of a CSV.
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
): Promise<PlacedBulkOrder & { rows?: SheetRowsReport }> => {
  const { customer_id, sales_channel_ids, ...body } = input
  const line_count = input.items?.length ?? pluginOptions(container).bulkOrders.maxLines
  const placed = await placeOnce(container, { customer_id, idempotency_key: idempotency_key ?? null, body, line_count }, (placement) =>
    placeInTurn(container, input, placement)
  )
  return { ...placed, ...rowsOf(container, input) }
}

/**
 * Places the order of an attempt when its turn comes.
 *
 * @throws CustomerRoleError as {@link placeBulkOrder}
 *
 * @example
 * const orderId = await placeInTurn(container, input, placement)
 */
export const placeInTurn = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  placement: Placement
): Promise<string> =>
  bulkOrderQueue.run(
    () => attempt(container, { ...input, bulk_order_id: placement.id, order_id: placement.order_id }, placement, 1),
    () => new CustomerRoleError("busy"),
    { waitAtMostSeconds: pluginOptions(container).bulkOrders.waitAtMostSeconds, owner: input.customer_id }
  )

/** Medusa's carts discount whatever is in them, so that what was offered in a quote goes without one. */
const workflowOf = (container: MedusaContainer, { quote }: CreateBulkOrderWorkflowInput) =>
  quote || container.resolve(CUSTOMER_ROLE_MODULE).bulkOrderPath.path === "direct" ? createDirectBulkOrderWorkflow : createBulkOrderWorkflow

const attempt = async (
  container: MedusaContainer,
  input: CreateBulkOrderWorkflowInput,
  placement: Placement,
  count: number
): Promise<string> => {
  try {
    const { result } = await workflowOf(container, input)(container).run({ input })
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
