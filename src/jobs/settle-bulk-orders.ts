import type { MedusaContainer } from "@medusajs/framework/types"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import { releaseStrandedQuotes, settleAbandonedPlacements } from "../workflows/bulk-orders"

/** Days for which a repeated request gets the first one's order. */
const KEPT_DAYS = 30

/** Finishes or undoes orders whose process has ended in the midst of them, where nobody repeats the request. */
export default async function settleBulkOrders(container: MedusaContainer): Promise<void> {
  await settleAbandonedPlacements(container)
  await releaseStrandedQuotes(container)
  await container.resolve(CUSTOMER_ROLE_MODULE).placements.prune(KEPT_DAYS)
}

export const config = { name: "customer-role-bulk-orders", schedule: "* * * * *" }
