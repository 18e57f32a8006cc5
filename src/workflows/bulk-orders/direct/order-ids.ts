import { generateEntityId } from "@medusajs/framework/utils"

const ORDER = "order"
const LINE = "ordli"

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
  const stem = orderId.slice(ORDER.length + 1)
  return Array.from({ length: count }, (_, position) => `${LINE}_${stem}${position.toString(36).toUpperCase().padStart(4, "0")}`)
}
