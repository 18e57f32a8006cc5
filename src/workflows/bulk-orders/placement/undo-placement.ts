import type { MedusaContainer, UsageComputedActions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { isPaymentRefused } from "../checkout/refusals"
import { lineItemIdsOf } from "./ids"
import { releaseReservations, removeOrder } from "./placed-orders"
import { dismissLinks } from "./links"
import {
  type Attempt,
  findCollections,
  findPlacementTraces,
  type PlacementTraces,
  sessionsOf,
  type TracedCollection,
  type TracedPayment,
  type TracedSession,
} from "./traces"
import { cartAddressIdsOf } from "../steps/create-cart-addresses"

type Adjusted = { adjustments?: ({ code?: string | null; amount: number } | null)[] | null }

type DiscountedOrder = { email: string | null; customer_id: string | null; items?: (Adjusted | null)[]; shipping_methods?: (Adjusted | null)[] }

/**
 * Leaves nothing of an attempt: no payment, no reservation, no order, no cart, no lock. It can be done over and over,
 * also where it was interrupted. Money that was taken is given back, and the payment stays as the record of both. It goes
 * first: as long as the payment provider does not answer, the order and its stock stay.
 *
 * @throws what the payment provider answers where it cannot give the money back
 *
 * @example
 * await undoPlacement(container, placement)
 */
export const undoPlacement = async (container: MedusaContainer, attempt: Attempt): Promise<void> => {
  const traces = await findPlacementTraces(container, attempt)
  const { order, carts, collections } = traces
  await undoPayments(container, collections, attempt.paying)
  await container.resolve(Modules.LOCKING).releaseAll({ ownerId: attempt.id })
  // The stock that an order without a cart has reserved before the order itself, too.
  const lineItemIds = [...lineItemIdsOf(attempt.order_id, attempt.line_count), ...(order?.items ?? []).map(({ id }) => id)]
  await releaseReservations(container, [...new Set(lineItemIds)])
  if (order) {
    await revertPromotionUsage(container, traces)
    await removeOrder(container, order.id)
  }
  await removeCarts(container, carts.map(({ id }) => id))
  await container.resolve(Modules.CART).deleteAddresses(Object.values(cartAddressIdsOf(attempt.id)))
}

const undoPayments = async (container: MedusaContainer, collections: TracedCollection[], asked: boolean): Promise<void> => {
  for (const collection of collections) {
    const sessions = sessionsOf([collection])
    // Where one of them has a payment, the provider's answer is written down.
    const lost = asked && sessions.every(({ payment }) => !payment)
    for (const session of sessions) {
      await undoSession(container, session, lost)
    }
  }
  // Read again: what has been taken may have come to light only now.
  const now = await findCollections(container, collections.map(({ id }) => id))
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
 * The payment of a session that the provider was asked to authorize, and whose answer is not written down: it may have
 * taken the money. Providers know the session by its id, so asking again takes nothing twice. It has taken none where it
 * says no; one that does not answer is to be asked until it does.
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
    await Promise.all(ids.map((id) => container.resolve(CUSTOMER_ROLE_MODULE).orderPlacers.forgetCart(id)))
    await container.resolve(Modules.CART).deleteCarts(ids)
  }
}
