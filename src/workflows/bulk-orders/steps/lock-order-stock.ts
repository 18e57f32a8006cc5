import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { giveBackKeys, takeKeys } from "../../../locking/ordered-locks"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { OrderableLine } from "../types"

export type LockOrderStockStepInput = {
  lines: OrderableLine[]
  /** The placement that holds the lock. */
  owner_id: string
}

/** The locks that an order holds, by their keys. */
export type OrderStockLock = { keys: string[]; owner_id: string }

/** Longer than any order takes. If the process dies, whoever settles its placement releases the lock. */
const EXPIRES_AFTER_SECONDS = 600

/**
 * Lets bulk orders that share several inventory items through one at a time. Medusa's checkout locks the items of an order in
 * no fixed order, so two such orders could each hold a lock that the other waits for, and the default locking provider never
 * resolves this deadlock. An order of a single item cannot deadlock.
 *
 * Checkouts from the storefront do not take this lock. One of them and a bulk order can still wait for each other; a Locking
 * Module provider whose locks expire ends that.
 *
 * @throws CustomerRoleError `busy` if the locks stay taken
 *
 * @example
 * const lock = lockOrderStockStep({ lines, owner_id: "cart_123" })
 */
export const lockOrderStockStep = createStep(
  "lock-order-stock",
  async ({ lines, owner_id }: LockOrderStockStepInput, { container }): Promise<StepResponse<OrderStockLock>> => {
    const items = new Set(
      lines.flatMap(({ variant }) => (variant.manage_inventory ? variant.inventory.map(({ inventory_item_id }) => inventory_item_id) : []))
    )
    const keys = items.size > 1 ? [...items].sort().map((id) => `bulk-order-stock:${id}`) : []
    if (keys.length > 0) {
      const { waitAtMostSeconds } = pluginOptions(container).bulkOrders
      await takeKeys(container, keys, { owner_id, expires_after_seconds: EXPIRES_AFTER_SECONDS, wait_at_most_seconds: waitAtMostSeconds })
    }
    return new StepResponse({ keys, owner_id })
  },
  async (lock, { container }) => {
    if (lock?.keys.length) {
      await giveBackKeys(container, lock.keys, lock.owner_id)
    }
  }
)

/**
 * Releases the lock of {@link lockOrderStockStep}.
 *
 * @example
 * unlockOrderStockStep(lock)
 */
export const unlockOrderStockStep = createStep(
  "unlock-order-stock",
  async ({ keys, owner_id }: OrderStockLock, { container }): Promise<StepResponse<void>> => {
    if (keys.length > 0) {
      await giveBackKeys(container, keys, owner_id)
    }
    return new StepResponse(undefined)
  }
)
