import type { MedusaContainer } from "@medusajs/framework/types"
import { EventPriority, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { logEvent } from "../../../observability/log"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import type { Placement } from "../../../modules/bulk-order/placements"
import { keepLease } from "./lease"
import { logUnsettled, undoPlacement } from "./undo-placement"

/** Settling one takes a second or more, so one call settles no more than this. */
const MOST_AT_ONCE = 50

/** The consequences of a placement's outcome for its caller. Both run again after a crash, so they must be idempotent. */
export type PlacementOutcome = {
  /** Runs once the order is complete, before the caller and the subscribers of `order.placed` learn of it. */
  onPlaced: (container: MedusaContainer, placement: Placement, orderId: string) => Promise<void>
  /** Runs as soon as the placement can no longer become an order, before its payment and stock are released. */
  onReleased: (container: MedusaContainer, placement: Pick<Placement, "id">) => Promise<void>
}

/** An ordinary bulk order has no further consequences. */
export const NOTHING_FOLLOWS: PlacementOutcome = { onPlaced: async () => undefined, onReleased: async () => undefined }

/**
 * Settles a placement that was taken over: finishes it if its order is complete, and undoes it otherwise. Returns the order's
 * id, or null.
 *
 * @throws the error that prevents it, such as that of a payment provider that does not answer
 *
 * @example
 * const orderId = await settlePlacement(container, placement, NOTHING_FOLLOWS)
 */
export const settlePlacement = async (
  container: MedusaContainer,
  placement: Placement,
  outcome: PlacementOutcome
): Promise<string | null> =>
  keepLease(container, placement.id, async () => {
    const order_id = placement.status === "placed" ? placement.order_id : null
    if (order_id) {
      await finish(container, placement, outcome)
    } else {
      await undoAndForget(container, placement, outcome)
    }
    logEvent(container, "customer_role.bulk_order_settled", {
      bulk_order_id: placement.id,
      order_id,
      outcome: order_id ? "finished" : "undone",
    })
    return order_id
  })

const finish = async (container: MedusaContainer, placement: Placement, { onPlaced }: PlacementOutcome): Promise<void> => {
  await onPlaced(container, placement, placement.order_id)
  // An order through a cart may still hold the lock that other bulk orders of the same products wait for.
  await container.resolve(Modules.LOCKING).releaseAll({ ownerId: placement.id })
  await container.resolve(Modules.EVENT_BUS).emit({
    name: OrderWorkflowEvents.PLACED,
    data: { id: placement.order_id },
    options: { priority: EventPriority.CRITICAL },
  })
  await container.resolve(BULK_ORDER_MODULE).placements.finish(placement.id)
}

/**
 * Undoes a placement that failed, and frees its key. If that fails too, it is logged, and the next request with the key or
 * the job tries again.
 *
 * @example
 * await abandonPlacement(container, placement, NOTHING_FOLLOWS)
 */
export const abandonPlacement = async (container: MedusaContainer, placement: Placement, outcome: PlacementOutcome): Promise<void> => {
  const { placements } = container.resolve(BULK_ORDER_MODULE)
  if (await placements.forgetUnopened(placement.id)) {
    await outcome.onReleased(container, placement)
    return
  }
  const claimed = await placements.giveUp(placement.id)
  if (claimed) {
    await undoAndForget(container, claimed, outcome).catch((error: unknown) => logUnsettled(container, claimed, error))
  } else if ((await placements.listExisting([placement.id])).length === 0) {
    // Another process has undone it already. Only this process knows what it has reserved since.
    await outcome.onReleased(container, placement)
  }
}

/**
 * Undoes a placement that failed, so that the same process can try again under the same ids. Returns false if another process
 * holds the placement, or if undoing failed: then it logs the failure, and the job tries again.
 *
 * @example
 * const again = await restartPlacement(container, placement, NOTHING_FOLLOWS)
 */
export const restartPlacement = async (container: MedusaContainer, { id }: Placement, outcome: PlacementOutcome): Promise<boolean> => {
  const { placements } = container.resolve(BULK_ORDER_MODULE)
  const claimed = await placements.giveUp(id)
  if (!claimed) {
    return false
  }
  try {
    await undoPlacement(container, claimed)
    await placements.restart(id)
    return true
  } catch (error) {
    await outcome.onReleased(container, claimed)
    logUnsettled(container, claimed, error)
    return false
  }
}

const undoAndForget = async (container: MedusaContainer, placement: Placement, { onReleased }: PlacementOutcome): Promise<void> => {
  // Runs first, so that a payment provider that never answers delays only its payment.
  await onReleased(container, placement)
  await undoPlacement(container, placement)
  await container.resolve(BULK_ORDER_MODULE).placements.forget(placement.id)
}

/**
 * Settles the placements of processes that died in the middle of an order. Logs one that cannot be settled yet, and leaves it
 * to the next call. Returns how many were settled.
 *
 * @example
 * const settled = await settleAbandonedPlacements(container, followQuote)
 */
export const settleAbandonedPlacements = async (container: MedusaContainer, outcome: PlacementOutcome): Promise<number> => {
  const { placements } = container.resolve(BULK_ORDER_MODULE)
  let settled = 0
  for (let taken = 0; taken < MOST_AT_ONCE; taken++) {
    const placement = await placements.takeOver()
    if (!placement) {
      break
    }
    try {
      await settlePlacement(container, placement, outcome)
      settled += 1
    } catch (error) {
      logUnsettled(container, placement, error)
    }
  }
  return settled
}
