import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../errors"
import { BULK_ORDER_MODULE } from "../../modules/bulk-order"
import type { Placement } from "../../modules/bulk-order/placements"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import { rowsOf } from "./lines/read-sheet"
import { type PlacedBulkOrder, placeOncePerKey, type PlaceOnceInput } from "./placement/place-once-per-key"
import { asCheckoutFailure, isOutOfStock, isStepNotRecorded, toRefusal } from "./placement/refusals"
import { NOTHING_FOLLOWS, type PlacementOutcome, restartPlacement } from "./placement/settle-placement"
import { bulkOrderQueue } from "./placement/turns"
import type { CreateBulkOrderWorkflowInput, SheetRowsReport } from "./types"
import { checkBulkOrderWorkflow } from "./workflows/check-bulk-order"
import { createBulkOrderWorkflow } from "./workflows/create-bulk-order"
import { createDirectBulkOrderWorkflow } from "./workflows/create-direct-bulk-order"

const MOST_TRIES = 3

/** Options of {@link placeBulkOrder}. */
export type PlaceBulkOrderOptions = {
  /** A request with the same key and body gets the order of the first one. */
  idempotency_key?: string
}

/**
 * Places a bulk order. Routes and merchants' code call this. Only a few orders are placed at a time; other calls wait for
 * their turn. Turns errors of Medusa's checkout into this plugin's: lines that lost their stock to another order become bad
 * lines, and a lock that stays taken becomes `busy`. Tries again if another order held stock and gave it back.
 *
 * Returns the order's id, whether an earlier request has placed it, and the report about the rows of a CSV.
 *
 * @throws CustomerRoleError as {@link createBulkOrderWorkflow}, and `busy`, `idempotency_key_reused`, `request_in_progress`
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
  const placed = await placeOnce(
    container,
    { customer_id, idempotency_key: idempotency_key ?? null, body, line_count },
    { prepare: async () => input, outcome: NOTHING_FOLLOWS }
  )
  return { ...placed, ...rowsOf(container, input) }
}

/** How to place the order of a placement. */
export type PreparedOrder = {
  /** Returns what to order. `outcome.onReleased` releases what this reserves for the placement. */
  prepare: (placement: Placement) => Promise<CreateBulkOrderWorkflowInput>
  outcome: PlacementOutcome
}

/**
 * Places the order that `prepare` returns, once per key and once per quote. For orders that follow from something else, such
 * as an accepted quote.
 *
 * @throws CustomerRoleError as {@link placeBulkOrder}, and what `prepare` throws
 *
 * @example
 * const { id } = await placeOnce(container, { customer_id, idempotency_key, body, line_count, quote_id }, { prepare, outcome })
 */
export const placeOnce = (
  container: MedusaContainer,
  input: PlaceOnceInput,
  { prepare, outcome }: PreparedOrder
): Promise<PlacedBulkOrder> =>
  placeOncePerKey(container, input, {
    outcome,
    place: async (placement) => placeInTurn(container, await prepare(placement), { placement, outcome }),
  })

type Turn = { placement: Placement; outcome: PlacementOutcome }

const placeInTurn = (container: MedusaContainer, input: CreateBulkOrderWorkflowInput, turn: Turn): Promise<string> =>
  bulkOrderQueue.run(
    () => tryToPlace(container, { ...input, placement_id: turn.placement.id, order_id: turn.placement.order_id }, turn, 1),
    () => new CustomerRoleError("busy"),
    { waitAtMostSeconds: pluginOptions(container).bulkOrders.waitAtMostSeconds, owner: input.customer_id }
  )

/** Medusa's carts discount all their items, so offered prices need an order without a cart. */
const workflowOf = (container: MedusaContainer, { quote }: CreateBulkOrderWorkflowInput) =>
  quote || container.resolve(BULK_ORDER_MODULE).checkoutPath.path === "direct" ? createDirectBulkOrderWorkflow : createBulkOrderWorkflow

const tryToPlace = async (container: MedusaContainer, input: CreateBulkOrderWorkflowInput, turn: Turn, count: number): Promise<string> => {
  const { placement, outcome } = turn
  try {
    const { result } = await workflowOf(container, input)(container).run({ input })
    return result.id
  } catch (error) {
    const failure = asCheckoutFailure(error)
    if (!failure) {
      throw error
    }
    if (isOutOfStock(failure)) {
      // Medusa's checkout reserves stock before it takes the payment, so the provider was not asked.
      await container.resolve(BULK_ORDER_MODULE).placements.unpay(placement.id)
      await checkBulkOrderWorkflow(container).run({ input })
    }
    // If the check finds enough stock after all, another order held it and was undone.
    const mayWork = isOutOfStock(failure) || isStepNotRecorded(failure)
    if (mayWork && count < MOST_TRIES && (await restartPlacement(container, placement, outcome))) {
      return tryToPlace(container, input, turn, count + 1)
    }
    throw toRefusal(failure, error)
  }
}
