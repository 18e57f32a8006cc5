import type { MedusaContainer, UsageComputedActions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { lineItemIdsOf } from "./direct/order-ids"
import { dismissLinks } from "./placement-links"
import {
  type Attempt,
  findPlacementTraces,
  type PlacementTraces,
  sessionsOf,
  type TracedCollection,
  type TracedSession,
} from "./placement-traces"
import { cartAddressIdsOf } from "./steps/create-cart-addresses"
import { releaseReservations, removeOrder } from "./steps/open-placement"

type Adjusted = { adjustments?: ({ code?: string | null; amount: number } | null)[] | null }

type DiscountedOrder = { email: string | null; customer_id: string | null; items?: (Adjusted | null)[]; shipping_methods?: (Adjusted | null)[] }

/**
 * Leaves nothing of an attempt: no reservation, no payment, no order, no cart, no lock. It can be done over and over,
 * also where it was interrupted. Money that was taken is given back, and the payment stays as the record of both.
 *
 * @example
 * await undoPlacement(container, placement)
 */
export const undoPlacement = async (container: MedusaContainer, attempt: Attempt): Promise<void> => {
  const traces = await findPlacementTraces(container, attempt)
  const { order, carts, collections } = traces
  await releaseLocks(container, attempt)
  // The stock that an order without a cart has reserved before the order itself, too.
  const lineItemIds = [...lineItemIdsOf(attempt.order_id, attempt.line_count), ...(order?.items ?? []).map(({ id }) => id)]
  await releaseReservations(container, [...new Set(lineItemIds)])
  await undoPayments(container, collections)
  if (order) {
    await revertPromotionUsage(container, traces)
    await removeOrder(container, order.id)
  }
  await removeCarts(container, carts.map(({ id }) => id))
  await container.resolve(Modules.CART).deleteAddresses(Object.values(cartAddressIdsOf(attempt.id)))
}

/**
 * Gives back the locks that a process has taken with it. Not every Locking Module provider lets them expire.
 *
 * @example
 * await releaseLocks(container, placement)
 */
export const releaseLocks = (container: MedusaContainer, { id }: Pick<Attempt, "id">): Promise<void> =>
  container.resolve(Modules.LOCKING).releaseAll({ ownerId: id })

const undoPayments = async (container: MedusaContainer, collections: TracedCollection[]): Promise<void> => {
  for (const session of sessionsOf(collections)) {
    await undoSession(container, session)
  }
  const unpaid = collections.filter((collection) => sessionsOf([collection]).every(({ payment }) => !payment?.captures?.length))
  if (unpaid.length > 0) {
    await container.resolve(Modules.PAYMENT).deletePaymentCollections(unpaid.map(({ id }) => id))
  }
}

const undoSession = async (container: MedusaContainer, session: TracedSession): Promise<void> => {
  const payments = container.resolve(Modules.PAYMENT)
  const { payment } = session
  if (!payment) {
    return deleteSession(container, session)
  }
  const amountsOf = (rows: ({ amount: TracedCollection["amount"] } | null)[] | null | undefined) =>
    MathBN.sum(0, ...(rows ?? []).flatMap((row) => row?.amount ?? []))
  const taken = MathBN.sub(amountsOf(payment.captures), amountsOf(payment.refunds))
  if (MathBN.gt(taken, 0)) {
    await payments.refundPayment({ payment_id: payment.id, amount: taken, note: "The order was interrupted" })
  } else if (!payment.canceled_at && !payment.captures?.length) {
    await payments.cancelPayment(payment.id)
  }
}

const deleteSession = async (container: MedusaContainer, { id, data }: TracedSession): Promise<void> => {
  try {
    await container.resolve(Modules.PAYMENT).deletePaymentSession(id)
  } catch (error) {
    // What the provider has answered is written down before it is asked for money. Without it there is none to lose,
    // and little for the provider to find its session by.
    if (Object.keys(data ?? {}).length > 0) {
      throw error
    }
  }
}

/**
 * An order without a cart is linked to its promotions once they are counted, so the link says that they were; it goes
 * first, lest they be counted down twice. Medusa's checkout does both at the same time. What it has counted stays.
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
    await container.resolve(Modules.CART).deleteCarts(ids)
  }
}
