import type { MedusaContainer, UsageComputedActions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { logEvent } from "../../../observability/log"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"
import type { Placement } from "../../../modules/bulk-order/placements"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { isPaymentRefused } from "./refusals"
import { cartAddressIdsOf, lineItemIdsOf } from "./ids"
import { keepLease } from "./lease"
import { dismissLinks } from "./links"
import {
  findCollections,
  findPlacementTraces,
  type PlacementTraces,
  releaseReservations,
  removeOrder,
  sessionsOf,
  type TraceablePlacement,
  type TracedCollection,
  type TracedPayment,
  type TracedSession,
} from "./traces"

type Adjusted = { adjustments?: ({ code?: string | null; amount: number } | null)[] | null }

type DiscountedOrder = {
  email: string | null
  customer_id: string | null
  items?: (Adjusted | null)[]
  shipping_methods?: (Adjusted | null)[]
}

/**
 * Undoes everything that a placement has written: payments, reservations, the order, the cart and its locks. Can run again
 * after an interruption. Refunds captured money, and keeps the payment as the record of both. Undoes payments first, so that
 * the order keeps its stock while the payment provider does not answer. `settlePlacement` decides whether an interrupted
 * order is finished or undone.
 *
 * @throws the payment provider's error if it cannot return the money
 *
 * @example
 * await undoPlacement(container, placement)
 */
export const undoPlacement = async (container: MedusaContainer, placement: TraceablePlacement): Promise<void> => {
  const traces = await findPlacementTraces(container, placement)
  const { order, carts, collections } = traces
  await undoPayments(container, collections, placement.paying)
  await container.resolve(Modules.LOCKING).releaseAll({ ownerId: placement.id })
  // An order without a cart reserves stock before it is created, so this derives the ids of its lines.
  const lineItemIds = [...lineItemIdsOf(placement.order_id, placement.line_count), ...(order?.items ?? []).map(({ id }) => id)]
  await releaseReservations(container, [...new Set(lineItemIds)])
  if (order) {
    await revertPromotionUsage(container, traces)
    await removeOrder(container, order.id)
  }
  await removeCarts(
    container,
    carts.map(({ id }) => id)
  )
  await container.resolve(Modules.CART).deleteAddresses(Object.values(cartAddressIdsOf(placement.id)))
}

const undoPayments = async (container: MedusaContainer, collections: TracedCollection[], asked: boolean): Promise<void> => {
  for (const collection of collections) {
    const sessions = sessionsOf([collection])
    // Once a session has a payment, the provider's answer was recorded.
    const lost = asked && sessions.every(({ payment }) => !payment)
    for (const session of sessions) {
      await undoSession(container, session, lost)
    }
  }
  // Reads again, because asking the provider may have revealed a payment.
  const now = await findCollections(
    container,
    collections.map(({ id }) => id)
  )
  const untouched = now.filter((collection) => sessionsOf([collection]).every(({ payment }) => !payment?.captures?.length))
  if (untouched.length > 0) {
    await container.resolve(Modules.PAYMENT).deletePaymentCollections(untouched.map(({ id }) => id))
  }
}

const undoSession = async (container: MedusaContainer, session: TracedSession, lost: boolean): Promise<void> => {
  const payment = session.payment ?? (lost ? await findPayment(container, session) : null)
  return payment ? undoPayment(container, payment) : deleteSession(container, session)
}

/**
 * Returns the payment of a session if the provider's answer to its authorization was lost: the provider may have taken the
 * money. Providers recognize a session by its id, so asking again never charges twice. A refusal means that no money was
 * taken. Throws if there is no answer, and the job tries again later.
 */
const findPayment = async (container: MedusaContainer, { id }: TracedSession): Promise<TracedPayment | null> => {
  const payments = container.resolve(Modules.PAYMENT)
  const payment = await payments.authorizePaymentSession(id, {}).catch((error: unknown) => {
    if (isPaymentRefused(error)) {
      return null
    }
    throw error
  })
  return payment ? payments.retrievePayment(payment.id, { relations: ["captures", "refunds"] }) : null
}

const undoPayment = async (container: MedusaContainer, { id, captures, refunds, canceled_at }: TracedPayment): Promise<void> => {
  const payments = container.resolve(Modules.PAYMENT)
  const taken = MathBN.sub(sumOf(captures), sumOf(refunds))
  if (MathBN.gt(taken, 0)) {
    await payments.refundPayment({ payment_id: id, amount: taken, note: "The order was interrupted" })
  } else if (!canceled_at && !captures?.length) {
    await payments.cancelPayment(id)
  }
}

const sumOf = (rows: TracedPayment["captures"]) => MathBN.sum(0, ...(rows ?? []).flatMap((row) => row?.raw_amount ?? row?.amount ?? []))

const deleteSession = async (container: MedusaContainer, { id, data }: TracedSession): Promise<void> => {
  try {
    await container.resolve(Modules.PAYMENT).deletePaymentSession(id)
  } catch (error) {
    // The provider's first answer is recorded before it is asked for money. Without one, no money was taken.
    if (Object.keys(data ?? {}).length > 0) {
      throw error
    }
  }
}

/**
 * Reverts the promotion usage of an order without a cart. Such an order is linked to its promotions after they were counted,
 * so a link proves the count. The link is removed first, so that no usage is reverted twice. Medusa's own checkout does both
 * at once, and its counts stay.
 */
const revertPromotionUsage = async (container: MedusaContainer, { order, carts }: PlacementTraces): Promise<void> => {
  if (!order || carts.length > 0 || !(await dismissLinks(container, "order_promotion", order.id))) {
    return
  }
  const { data } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "order",
    fields: ["email", "customer_id", "items.adjustments.*", "shipping_methods.adjustments.*"],
    filters: { id: order.id },
  })
  const [discounted]: DiscountedOrder[] = data
  const actions = [...(discounted?.items ?? []), ...(discounted?.shipping_methods ?? [])].flatMap(toUsage)
  if (actions.length > 0) {
    await container
      .resolve(Modules.PROMOTION)
      .revertUsage(actions, { customer_id: discounted.customer_id, customer_email: discounted.email })
  }
}

const toUsage = (adjusted: Adjusted | null): UsageComputedActions[] =>
  (adjusted?.adjustments ?? []).flatMap((adjustment) => (adjustment?.code ? [{ amount: adjustment.amount, code: adjustment.code }] : []))

const removeCarts = async (container: MedusaContainer, ids: string[]): Promise<void> => {
  for (const id of ids) {
    await dismissLinks(container, "cart_payment_collection", id)
    await dismissLinks(container, "cart_promotion", id)
  }
  if (ids.length > 0) {
    await Promise.all(ids.map((id) => container.resolve(CUSTOMER_ROLE_MODULE).orderPlacers.forgetCart(id)))
    await container.resolve(Modules.CART).deleteCarts(ids)
  }
}

/**
 * Undoes a placement without a row: someone ran its workflow directly. Adds a row first, so that the job tries again if this
 * fails.
 *
 * @example
 * await undoUnrecorded(container, placement)
 */
export const undoUnrecorded = async (container: MedusaContainer, placement: TraceablePlacement): Promise<void> => {
  const { placements } = container.resolve(BULK_ORDER_MODULE)
  await placements.addUndoing(placement)
  await keepLease(container, placement.id, async () => {
    await undoPlacement(container, placement)
    await placements.forget(placement.id)
  }).catch((error: unknown) => logUnsettled(container, placement, error))
}

/** Logs that a placement could not be settled. The job tries again every minute. */
export const logUnsettled = (container: MedusaContainer, { id, order_id }: Pick<Placement, "id" | "order_id">, error: unknown): void =>
  logEvent(container, "customer_role.bulk_order_not_settled", {
    bulk_order_id: id,
    order_id,
    code: codeOf(error),
  })

/** Never returns the error's message, which may name a person. */
const codeOf = (error: unknown): string => {
  const { code, type, name }: Record<string, unknown> = Object(error)
  return String(code ?? type ?? name ?? "unknown")
}
