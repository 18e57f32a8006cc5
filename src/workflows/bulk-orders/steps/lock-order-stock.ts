import { setTimeout } from "node:timers/promises"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { OrderableLine } from "../types"

export type LockOrderStockStepInput = {
  lines: OrderableLine[]
  /** Whose lock it is, e.g. the cart's id. */
  owner_id: string
}

/** The keys that an order holds. */
export type OrderStockLock = { keys: string[]; owner_id: string }

const ASK_AGAIN_MS = 100
const EXPIRES_AFTER_SECONDS = 120

/**
 * Lets only one at a time of the bulk orders through that take several of the same inventory items. Medusa's checkout
 * locks the items of an order in whatever order they come, so two such orders could each hold what the other waits
 * for, and the default locking provider never resolves that. An order of a single item cannot be part of it.
 *
 * Checkouts from the storefront do not take this lock. One of them and a bulk order can still wait for each other; a
 * Locking Module provider whose locks expire ends that.
 *
 * @throws CustomerRoleError `busy` after waiting in vain
 *
 * @example
 * const lock = lockOrderStockStep({ lines, owner_id: "cart_123" })
 */
export const lockOrderStockStep = createStep(
  "lock-order-stock",
  async ({ lines, owner_id }: LockOrderStockStepInput, { container }): Promise<StepResponse<OrderStockLock>> => {
    const locking = container.resolve(Modules.LOCKING)
    const items = new Set(
      lines.flatMap(({ variant }) =>
        variant.manage_inventory ? variant.inventory.map(({ inventory_item_id }) => inventory_item_id) : []
      )
    )
    const keys = items.size > 1 ? [...items].sort().map((id) => `bulk-order-stock:${id}`) : []
    const lock = { keys, owner_id }
    if (keys.length === 0) {
      return new StepResponse(lock)
    }
    const end = Date.now() + container.resolve(CUSTOMER_ROLE_MODULE).options.bulkOrders.waitAtMostSeconds * 1000
    for (;;) {
      try {
        await locking.acquire(keys, { ownerId: owner_id, expire: EXPIRES_AFTER_SECONDS })
        return new StepResponse(lock)
      } catch {
        // A provider may have taken some of the keys before it met one that is taken.
        await locking.release(keys, { ownerId: owner_id })
        if (Date.now() >= end) {
          throw new CustomerRoleError("busy")
        }
        await setTimeout(ASK_AGAIN_MS)
      }
    }
  },
  async (lock, { container }) => {
    if (lock?.keys.length) {
      await container.resolve(Modules.LOCKING).release(lock.keys, { ownerId: lock.owner_id })
    }
  }
)
