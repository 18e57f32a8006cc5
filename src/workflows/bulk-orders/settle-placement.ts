import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN, PaymentSessionStatus } from "@medusajs/framework/utils"
import { logEvent } from "../../log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { Placement } from "../../modules/customer-role/bulk-order-placements"
import { finishBulkOrderWorkflow, type OrderCapture } from "./finish-bulk-order"
import { keepPlacement } from "./placement-lease"
import { findPlacementTraces, type PlacementTraces, sessionsOf, type TracedCollection, type TracedPayment } from "./placement-traces"
import { releaseLocks, undoPlacement } from "./undo-placement"

/** So many at most for one call: each takes a second or more. */
const AT_MOST = 50

/**
 * Puts an attempt right that was taken over from a process that has fallen silent: an order that is paid for is
 * finished, of any other nothing is left. Gives the order's id, or `null`.
 *
 * @example
 * const orderId = await settlePlacement(container, placement)
 */
export const settlePlacement = async (container: MedusaContainer, placement: Placement): Promise<string | null> =>
  keepPlacement(container, placement.id, async () => {
    const orderId = placement.status === "undoing" ? null : await finishIfPaid(container, placement)
    if (!orderId) {
      await abandonPlacement(container, placement)
    }
    logEvent(container, "customer_role.bulk_order_settled", {
      bulk_order_id: placement.id,
      order_id: orderId,
      outcome: orderId ? "finished" : "undone",
    })
    return orderId
  })

/**
 * Leaves nothing of an attempt, and frees its key. Who comes upon it in the midst goes on with it.
 *
 * @example
 * await abandonPlacement(container, placement)
 */
export const abandonPlacement = async (container: MedusaContainer, placement: Placement): Promise<void> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  await placements.giveUp(placement.id)
  await undoPlacement(container, placement)
  await placements.forget(placement.id)
}

/**
 * Leaves nothing of an attempt that failed, so that the process that began it may try once more under the same ids.
 * Gives whether it still may.
 *
 * @example
 * const again = await restartPlacement(container, placement)
 */
export const restartPlacement = async (container: MedusaContainer, placement: Placement): Promise<boolean> => {
  await undoPlacement(container, placement)
  return container.resolve(CUSTOMER_ROLE_MODULE).placements.restart(placement.id)
}

/**
 * Puts right what processes have left that ended in the midst of an order. One that cannot be put right, e.g. because
 * the payment provider does not answer, is logged and tried again with the next call. Gives how many were.
 *
 * @example
 * const settled = await settleAbandonedPlacements(container)
 */
export const settleAbandonedPlacements = async (container: MedusaContainer): Promise<number> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  let settled = 0
  for (let taken = 0; taken < AT_MOST; taken++) {
    const placement = await placements.takeOver()
    if (!placement) {
      break
    }
    try {
      await settlePlacement(container, placement)
      settled += 1
    } catch (error) {
      logUnsettled(container, placement, error)
    }
  }
  return settled
}

/** Says that an attempt waits for somebody to put it right. */
export const logUnsettled = (container: MedusaContainer, { id, order_id }: Placement, error: unknown): void =>
  logEvent(container, "customer_role.bulk_order_not_settled", {
    bulk_order_id: id,
    order_id,
    code: codeOf(error),
  })

/** Never its text, which may tell of a person. */
const codeOf = (error: unknown): string => {
  const { code, type, name }: Record<string, unknown> = Object(error)
  return String(code ?? type ?? name ?? "unknown")
}

const finishIfPaid = async (container: MedusaContainer, placement: Placement): Promise<string | null> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  const traces = await findPlacementTraces(container, placement)
  if (!traces.order || !isPaid(traces)) {
    return null
  }
  const captures = sessionsOf(traces.collections).flatMap(({ payment }) => (payment ? capturesOf(payment) : []))
  await finishBulkOrderWorkflow(container).run({ input: { order_id: traces.order.id, captures } })
  await releaseLocks(container, placement)
  await placements.finish(placement.id, traces.order.id, placement.status)
  return traces.order.id
}

/**
 * Payment comes last on both paths, so an order that is paid for is complete. Where nothing is to be paid, the link to
 * the payment comes last, but not on the way through a cart, where nothing tells.
 */
const isPaid = ({ carts, collections, collection_ids_of_order }: PlacementTraces): boolean =>
  collections.length > 0 &&
  collections.every(
    (collection) =>
      isCovered(collection) &&
      collection_ids_of_order.includes(collection.id) &&
      (carts.length === 0 || MathBN.gt(collection.amount, 0))
  )

const isCovered = (collection: TracedCollection): boolean => {
  const sessions = sessionsOf([collection])
  const payments = sessions.flatMap(({ payment }) => (payment && !payment.canceled_at && !payment.refunds?.length ? payment : []))
  return (
    MathBN.gte(MathBN.sum(0, ...payments.map(({ amount }) => amount)), collection.amount) ||
    sessions.some(({ status }) => status === PaymentSessionStatus.PENDING_AUTHORIZATION)
  )
}

const capturesOf = ({ captures, currency_code }: TracedPayment): OrderCapture[] =>
  (captures ?? []).flatMap((capture) => (capture ? [{ id: capture.id, amount: capture.amount, currency_code }] : []))
