import { MathBN } from "@medusajs/framework/utils"
import type { OrderableLine, OrderLine, OrderLineError } from "../types"
import { errorOf, isOrderable, isReservable } from "./line-rules"

/**
 * Returns the lines that the stock does not cover. Lines that share inventory items, such as kits and their parts, draw on the
 * same stock one after another, so an order of what is `available` succeeds.
 *
 * Medusa reserves a line in one stock location. So the location with most of an inventory item counts, not the sum of all.
 *
 * @example
 * const errors = findUncoveredLines(lines)
 */
export const findUncoveredLines = (lines: OrderLine[]): OrderLineError[] => {
  const free: FreeStock = new Map()
  return lines.filter(isOrderable).flatMap((line) => {
    const available = takeFrom(free, line)
    const message = available === 0 ? "Out of stock." : `Only ${available} available.`
    return available < line.quantity ? [{ ...errorOf(line, "insufficient_stock", message), available }] : []
  })
}

/**
 * Returns how much of a line the stock would cover if it were the only one; never more than asked for.
 *
 * @example
 * availableOf(line) // 3
 */
export const availableOf = (line: OrderLine): number => (isOrderable(line) && isReservable(line.variant) ? takeFrom(new Map(), line) : 0)

/** What is left of the inventory items seen so far. */
type FreeStock = Map<string, number>

/** Takes what a line can get, and returns how much that is. */
const takeFrom = (free: FreeStock, { variant, quantity }: OrderableLine): number => {
  const { inventory, manage_inventory, allow_backorder } = variant
  if (!manage_inventory || allow_backorder) {
    return quantity
  }
  for (const { inventory_item_id, levels } of inventory) {
    if (!free.has(inventory_item_id)) {
      free.set(inventory_item_id, MathBN.max(0, ...levels.map(({ available }) => available)).toNumber())
    }
  }
  const available = inventory.reduce(
    (least, { inventory_item_id, required_quantity }) =>
      Math.min(least, Math.floor((free.get(inventory_item_id) ?? 0) / required_quantity)),
    quantity
  )
  for (const { inventory_item_id, required_quantity } of inventory) {
    free.set(inventory_item_id, (free.get(inventory_item_id) ?? 0) - available * required_quantity)
  }
  return available
}
