import type { MedusaContainer } from "@medusajs/framework/types"
import { withKeys } from "../../../locking/ordered-locks"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"

/**
 * Runs a job while no other order reserves these inventory items. It takes the locks that Medusa's own checkout takes.
 *
 * @throws CustomerRoleError `busy` if the locks stay taken
 *
 * @example
 * const reservations = await withStockLock(container, inventoryItemIds, () => inventory.createReservationItems(items))
 */
export const withStockLock = <T>(container: MedusaContainer, inventoryItemIds: string[], job: () => Promise<T>): Promise<T> =>
  withKeys(container, inventoryItemIds, pluginOptions(container).bulkOrders.waitAtMostSeconds, job)
