import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { Placement } from "../../modules/customer-role/bulk-order-placements"
import { lineItemIdsOf } from "./direct/order-ids"
import { finishBulkOrderWorkflow, type OrderCapture } from "./finish-bulk-order"
import { findOrdersOf, releaseReservations, removeOrder } from "./steps/open-placement"

type Payment = { id: string; currency_code: string; captures?: ({ id: string; amount: number } | null)[] | null }

type Session = { id: string; status: string; payment?: Payment | null }

type Collection = {
  id: string
  amount: number
  authorized_amount: number | null
  captured_amount: number | null
  payment_sessions?: (Session | null)[] | null
}

/**
 * Puts an attempt right whose process has ended in the midst of it: an order that is paid for is finished, of any other
 * nothing is left. Gives the order's id, or `null`.
 *
 * @example
 * const orderId = await settlePlacement(container, placement)
 */
export const settlePlacement = async (container: MedusaContainer, placement: Placement): Promise<string | null> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  const [order] = await findOrdersOf(container, { customer_id: placement.customer_id, bulk_order_id: placement.id })
  const collections = order ? await findCollections(container, order.id) : []
  if (order && collections.length > 0 && collections.every(isPaid)) {
    await finishBulkOrderWorkflow(container).run({ input: { order_id: order.id, captures: collections.flatMap(capturesOf) } })
    await placements.finish(placement.id, order.id)
    return order.id
  }
  // The stock that a direct order has reserved before the order itself, too.
  const lineItemIds = [...lineItemIdsOf(placement.order_id, placement.line_count), ...(order?.items ?? []).map(({ id }) => id)]
  await releaseReservations(container, [...new Set(lineItemIds)])
  await undoPayments(container, collections)
  if (order) {
    await removeOrder(container, order.id)
  }
  await placements.forget(placement.id)
  return null
}

/**
 * Puts right what processes have left that ended in the midst of an order. Gives how many there were.
 *
 * @example
 * const settled = await settleAbandonedPlacements(container)
 */
export const settleAbandonedPlacements = async (container: MedusaContainer): Promise<number> => {
  const { placements } = container.resolve(CUSTOMER_ROLE_MODULE)
  const abandoned = await placements.takeOver(AT_ONCE)
  for (const placement of abandoned) {
    await settlePlacement(container, placement)
  }
  return abandoned.length
}

const AT_ONCE = 10

const findCollections = async (container: MedusaContainer, order_id: string): Promise<Collection[]> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({ entity: "order_payment_collection", fields: ["payment_collection_id"], filters: { order_id } })
  if (links.length === 0) {
    return []
  }
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: ["id", "amount", "authorized_amount", "captured_amount", "payment_sessions.*", "payment_sessions.payment.*", "payment_sessions.payment.captures.*"],
    filters: { id: links.map(({ payment_collection_id }) => payment_collection_id) },
  })
  const collections: Collection[] = data
  return collections
}

const sessionsOf = ({ payment_sessions }: Collection): Session[] => (payment_sessions ?? []).flatMap((session) => session ?? [])

const isPaid = (collection: Collection): boolean =>
  MathBN.gte(MathBN.max(collection.authorized_amount ?? 0, collection.captured_amount ?? 0), collection.amount) ||
  sessionsOf(collection).some(({ status }) => status === PaymentSessionStatus.PENDING_AUTHORIZATION)

const capturesOf = (collection: Collection): OrderCapture[] =>
  sessionsOf(collection).flatMap(({ payment }) =>
    (payment?.captures ?? []).flatMap((capture) =>
      capture ? [{ id: capture.id, amount: capture.amount, currency_code: payment?.currency_code ?? "" }] : []
    )
  )

const undoPayments = async (container: MedusaContainer, collections: Collection[]): Promise<void> => {
  const payments = container.resolve(Modules.PAYMENT)
  for (const { id, payment } of collections.flatMap(sessionsOf)) {
    if (payment?.captures?.length) {
      await payments.refundPayment({ payment_id: payment.id, note: "The order was interrupted" })
    } else if (payment) {
      await payments.cancelPayment(payment.id)
    } else {
      await payments.deletePaymentSession(id)
    }
  }
  if (collections.length > 0) {
    await payments.deletePaymentCollections(collections.map(({ id }) => id))
  }
}
