import { generateEntityId } from "@medusajs/framework/utils"

const ORDER = "order"
const LINE = "ordli"
const PAYMENT_COLLECTION = "pay_col"

/** An id for an order that is yet to be created. */
export const newOrderId = (): string => generateEntityId(undefined, ORDER)

/**
 * The ids of an order's lines, made from its own: whoever knows the order's id finds what was reserved for it, also
 * where the order itself was never created.
 *
 * @example
 * lineItemIdsOf("order_01J8", 2) // ["ordli_01J80000", "ordli_01J80001"]
 */
export const lineItemIdsOf = (orderId: string, count: number): string[] => {
  const stem = stemOf(orderId)
  return Array.from({ length: count }, (_, position) => `${LINE}_${stem}${position.toString(36).toUpperCase().padStart(4, "0")}`)
}

/**
 * The id of the payment collection of an order without a cart, made from the order's for the same reason.
 *
 * @example
 * paymentCollectionIdOf("order_01J8") // "pay_col_01J8"
 */
export const paymentCollectionIdOf = (orderId: string): string => `${PAYMENT_COLLECTION}_${stemOf(orderId)}`

const stemOf = (orderId: string): string => orderId.slice(ORDER.length + 1)
