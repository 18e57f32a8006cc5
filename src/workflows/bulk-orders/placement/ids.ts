import { generateEntityId } from "@medusajs/framework/utils"

// Every record of a placement gets an id derived from the placement's or the order's id. So when a process dies, another
// finds everything it wrote, even records that are not linked yet.

const ORDER = "order"
const LINE = "ordli"
const PAYMENT_COLLECTION = "pay_col"

/** Returns an id for a new placement. */
export const newPlacementId = (): string => generateEntityId(undefined, "bulk")

/** Returns an id for an order that is yet to be created. */
export const newOrderId = (): string => generateEntityId(undefined, ORDER)

/**
 * Returns the ids of an order's lines. They lead to the order's reserved stock, even if the order was never created.
 *
 * @example
 * lineItemIdsOf("order_01J8", 2) // ["ordli_01J80000", "ordli_01J80001"]
 */
export const lineItemIdsOf = (orderId: string, count: number): string[] => {
  const stem = stemOf(orderId)
  return Array.from({ length: count }, (_, position) => `${LINE}_${stem}${position.toString(36).toUpperCase().padStart(4, "0")}`)
}

/**
 * Returns the id of the payment collection of an order without a cart.
 *
 * @example
 * paymentCollectionIdOf("order_01J8") // "pay_col_01J8"
 */
export const paymentCollectionIdOf = (orderId: string): string => `${PAYMENT_COLLECTION}_${stemOf(orderId)}`

/**
 * Returns the id of the cart of a placement that goes through Medusa's checkout. Nothing finds the cart by its metadata,
 * because shoppers can change that.
 *
 * @example
 * cartIdOf("bulk_01J8") // "cart_01J8"
 */
export const cartIdOf = (placementId: string): string => `cart_${stemOf(placementId)}`

/** The ids of a cart's addresses. */
export type CartAddressIds = { shipping_address_id: string; billing_address_id: string }

/**
 * Returns the ids of the addresses of a placement's cart.
 *
 * @example
 * const { shipping_address_id } = cartAddressIdsOf("bulk_01J8")
 */
export const cartAddressIdsOf = (placementId: string): CartAddressIds => {
  const stem = stemOf(placementId)
  return { shipping_address_id: `caaddr_${stem}S`, billing_address_id: `caaddr_${stem}B` }
}

const stemOf = (id: string): string => id.slice(id.indexOf("_") + 1)
