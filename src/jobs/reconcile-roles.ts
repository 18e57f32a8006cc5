import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError } from "../errors"
import { withFallback } from "../scheduling/job-fallback"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import { pluginOptions } from "../modules/customer-role/plugin-options"
import { reconcileRoles } from "../workflows/customer-role"

/** Other jobs of the shop may wait for this one. The next turn continues. */
const LONGEST_TURN_MS = 8 * 60_000

/** Cookies end after this time without any sign of their Clerk session. */
const SESSIONS_KEPT_DAYS = 90

/**
 * Deletes old deliveries and sessions. Compares the shop with Clerk if `reconciliation.everyHours` says so or a comparison
 * was interrupted. Only one process compares.
 */
async function reconcileWhenDue(container: MedusaContainer): Promise<void> {
  const options = pluginOptions(container)
  const { deliveries, sessions, reconciliations } = container.resolve(CUSTOMER_ROLE_MODULE)
  await deliveries.prune(options.webhooks.retentionDays)
  await sessions.prune(SESSIONS_KEPT_DAYS)
  const { everyHours } = options.reconciliation
  await reconciliations.prune(Math.max(options.webhooks.retentionDays, Math.ceil(Number(everyHours) / 24) + 1))
  if (everyHours === false || !(await reconciliations.isDue(everyHours))) {
    return
  }
  try {
    await reconcileRoles(container, { signal: AbortSignal.timeout(LONGEST_TURN_MS) })
  } catch (error) {
    // Another process is comparing, or Clerk is down. The next turn tries again.
    if (!asCustomerRoleError(error)) {
      throw error
    }
  }
}

export default withFallback("customer-role-reconciliation", reconcileWhenDue)

export const config = { name: "customer-role-reconciliation", schedule: "*/10 * * * *" }
