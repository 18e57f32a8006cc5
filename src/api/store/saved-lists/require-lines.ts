import type { MedusaContainer } from "@medusajs/framework/types"
import { CustomerRoleError } from "../../../errors"
import { BULK_ORDER_MODULE } from "../../../modules/bulk-order"

/**
 * Refuses more lines than an order can have.
 *
 * @throws CustomerRoleError `too_many_lines`
 */
export const requireOrderableLength = (container: MedusaContainer, items: unknown[] | undefined): void => {
  const { maxLines } = container.resolve(BULK_ORDER_MODULE).options.bulkOrders
  if (items && items.length > maxLines) {
    throw new CustomerRoleError("too_many_lines", `A list can have ${maxLines} lines at most. Split it into several lists.`)
  }
}
