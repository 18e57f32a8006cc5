import { randomUUID } from "node:crypto"
import { setTimeout } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"

const ASK_AGAIN_MS = 20

/**
 * Does something while nobody else reserves these inventory items: the keys are those of Medusa's own checkout, and
 * sorted, so that two orders never each hold what the other waits for.
 *
 * Medusa's checkout takes its keys in whatever order they come. With the default locking provider, which never gives
 * up what it waits for, one of those and this one could block each other for good; there it is waited for until all
 * keys are free at once.
 *
 * @throws CustomerRoleError `busy` after waiting in vain
 *
 * @example
 * const reservations = await withStockLock(container, inventoryItemIds, () => inventory.createReservationItems(items))
 */
export const withStockLock = async <T>(container: MedusaContainer, inventoryItemIds: string[], job: () => Promise<T>): Promise<T> => {
  const locking = container.resolve(Modules.LOCKING)
  const { waitAtMostSeconds } = container.resolve(CUSTOMER_ROLE_MODULE).options.bulkOrders
  const keys = [...new Set(inventoryItemIds)].sort()
  let begun = false
  const execute = () =>
    locking.execute(
      keys,
      () => {
        begun = true
        return job()
      },
      { timeout: waitAtMostSeconds }
    )
  try {
    return await (hasDefaultProvider(container) ? onceFree({ container, keys, waitAtMostSeconds }, execute) : execute())
  } catch (error) {
    throw begun ? error : new CustomerRoleError("busy")
  }
}

const hasDefaultProvider = (container: MedusaContainer): boolean => {
  const locking = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).modules?.[Modules.LOCKING]
  const options = typeof locking === "object" && "options" in locking ? locking.options : undefined
  return !options || !("providers" in options) || !Array.isArray(options.providers) || options.providers.length === 0
}

type Waiting = { container: MedusaContainer; keys: string[]; waitAtMostSeconds: number }

/** Calls `execute` in the very turn of the event loop in which all keys are free. */
const onceFree = async <T>({ container, keys, waitAtMostSeconds }: Waiting, execute: () => Promise<T>): Promise<T> => {
  const locking = container.resolve(Modules.LOCKING)
  const ownerId = randomUUID()
  const end = Date.now() + waitAtMostSeconds * 1000
  for (;;) {
    const taken = await locking.acquire(keys, { ownerId }).then(
      () => false,
      () => true
    )
    // Also after a failure: some of the keys may have been taken before the one that was not free. Nothing must come
    // between this and `execute`, which takes free keys at once.
    void locking.release(keys, { ownerId })
    if (!taken) {
      return execute()
    }
    if (Date.now() >= end) {
      throw new CustomerRoleError("busy")
    }
    await setTimeout(ASK_AGAIN_MS * (0.5 + Math.random()))
  }
}
