import type { MedusaContainer } from "@medusajs/framework/types"
import { withFallback } from "../scheduling/job-fallback"
import { BULK_ORDER_MODULE } from "../modules/bulk-order"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import { settleAbandonedPlacements } from "../workflows/bulk-orders"
import { quoteAcceptanceOutcome, releaseStrandedQuotes } from "../workflows/quotes"

/** Days for which a repeated request gets the answer of the first one. */
const KEPT_DAYS = 30

/** Days for which a cart may still become an order after its payment has begun. */
const KEPT_CARTS_DAYS = 90

/** Finishes or undoes the orders of processes that ended in the middle of them, if nobody repeats the request. */
async function settleBulkOrders(container: MedusaContainer): Promise<void> {
  await settleAbandonedPlacements(container, quoteAcceptanceOutcome)
  await releaseStrandedQuotes(container)
  const { requests, orderPlacers } = container.resolve(CUSTOMER_ROLE_MODULE)
  await container.resolve(BULK_ORDER_MODULE).placements.prune(KEPT_DAYS)
  await requests.prune(KEPT_DAYS)
  await orderPlacers.pruneCarts(KEPT_CARTS_DAYS)
}

export default withFallback("customer-role-bulk-orders", settleBulkOrders)

export const config = { name: "customer-role-bulk-orders", schedule: "* * * * *" }
