import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError } from "../errors"
import { withFallback } from "../scheduling/job-fallback"
import { CUSTOMER_ROLE_MODULE } from "../modules/customer-role"
import { pluginOptions } from "../modules/customer-role/plugin-options"
import { reconcileRoles } from "../workflows/customer-role"

/** The shop's other jobs may have to wait for this one. What is left is for the next turn. */
const LONGEST_TURN_MS = 8 * 60_000

/** A cookie that lives on without its Clerk session being heard of ends after so long. */
const SESSIONS_KEPT_DAYS = 90

/**
 * Forgets old records of deliveries and sessions, and compares the shop with Clerk where `reconciliation.everyHours` says that it is
 * time to, or where a comparison was broken off. In several processes, one does it.
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
    // Another process is at it, or Clerk is away: it is still due the next time.
    if (!asCustomerRoleError(error)) {
      throw error
    }
  }
}

export default withFallback("customer-role-reconciliation", reconcileWhenDue)

export const config = { name: "customer-role-reconciliation", schedule: "*/10 * * * *" }
