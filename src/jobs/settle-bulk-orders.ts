import type { MedusaContainer } from "@medusajs/framework/types"
import { withFallback } from "../scheduling/job-fallback"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import { releaseStrandedQuotes, settleAbandonedPlacements } from "../workflows/bulk-orders"

/** How long a repeated request returns the first one's result. */
const KEPT_DAYS = 30

/** How long to remember who was paying for a cart that may still become an order. */
const KEPT_CARTS_DAYS = 90

/** Finishes or undoes orders that a process left behind when it died, if nobody repeats the request. */
async function settleBulkOrders(container: MedusaContainer): Promise<void> {
  await settleAbandonedPlacements(container)
  await releaseStrandedQuotes(container)
  const { placements, requests, orderPlacers } = container.resolve(CUSTOMER_ROLE_MODULE)
  await placements.prune(KEPT_DAYS)
  await requests.prune(KEPT_DAYS)
  await orderPlacers.pruneCarts(KEPT_CARTS_DAYS)
}

export default withFallback("customer-role-bulk-orders", settleBulkOrders)

export const config = { name: "customer-role-bulk-orders", schedule: "* * * * *" }
