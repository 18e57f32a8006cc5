import type { MedusaContainer } from "@medusajs/framework/types"
import { withKeys } from "../../../locking/keys"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"

/**
 * Does something while nobody else reserves these inventory items: the keys are those of Medusa's own checkout.
 *
 * @throws CustomerRoleError `busy` after waiting in vain
 *
 * @example
 * const reservations = await withStockLock(container, inventoryItemIds, () => inventory.createReservationItems(items))
 */
export const withStockLock = <T>(container: MedusaContainer, inventoryItemIds: string[], job: () => Promise<T>): Promise<T> =>
  withKeys(container, inventoryItemIds, pluginOptions(container).bulkOrders.waitAtMostSeconds, job)
