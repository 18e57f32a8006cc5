import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { OrderableLine } from "../types"
import { allocateStock } from "../checkout/order-without-cart/stock-allocation"
import { withStockLock } from "../placement/stock-lock"

export type ReserveStockStepInput = {
  lines: OrderableLine[]
  /** The ids of the order's lines, one for each of `lines`. */
  line_item_ids: string[]
}

/** The reservations, and their inventory items. */
export type ReservedStock = { reservation_ids: string[]; inventory_item_ids: string[] }

/**
 * Reserves the stock of an order, all or nothing. It reads the stock while it holds the locks, so it never reserves more than
 * there is.
 *
 * @throws CustomerRoleError `busy`; MedusaError `not_allowed` with the code `insufficient_inventory`
 *
 * @example
 * const { reservation_ids } = reserveStockStep({ lines, line_item_ids })
 */
export const reserveStockStep = createStep(
  "reserve-stock",
  async ({ lines, line_item_ids }: ReserveStockStepInput, { container }): Promise<StepResponse<ReservedStock>> => {
    const inventory = container.resolve(Modules.INVENTORY)
    const inventory_item_ids = inventoryItemsOf(lines)
    if (inventory_item_ids.length === 0) {
      const none = { reservation_ids: [], inventory_item_ids: [] }
      return new StepResponse(none)
    }
    const toReserve = lines.map(({ variant, quantity }, position) => ({ line_item_id: line_item_ids[position], quantity, variant }))
    const reservations = await withStockLock(container, inventory_item_ids, async () => {
      const levels = await inventory.listInventoryLevels({ inventory_item_id: inventory_item_ids }, { take: null })
      return inventory.createReservationItems(allocateStock(toReserve, levels))
    })
    const reserved = { reservation_ids: reservations.map(({ id }) => id), inventory_item_ids }
    return new StepResponse(reserved)
  }
)

const inventoryItemsOf = (lines: OrderableLine[]): string[] => [
  ...new Set(
    lines.flatMap(({ variant }) => (variant.manage_inventory ? variant.inventory.map(({ inventory_item_id }) => inventory_item_id) : []))
  ),
]
