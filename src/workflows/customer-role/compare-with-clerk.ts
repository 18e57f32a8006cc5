import type { MedusaContainer } from "@medusajs/framework/types"
import { asCustomerRoleError, CustomerRoleError } from "../../errors"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import type { ReconciliationRecord } from "../../modules/customer-role/types"
import { beginReconciliation, runReconciliation } from "./reconcile-roles"

/** How long after a dry run an admin may ask to mend what it has shown. */
const SHOWN_FOR_MS = 60 * 60_000

/**
 * Begins a comparison with Clerk that goes on in the background. It is a dry run, unless the caller names the last dry run,
 * which has shown them what the comparison will change. What it comes across is read from the reconciliation's record.
 *
 * @throws CustomerRoleError `request_in_progress` if a comparison is running; `role_changed` if the dry run is not the last
 * comparison, has not completed, or is older than an hour
 *
 * @example
 * const { id } = await compareWithClerk(container)
 * // Later, when it has completed:
 * await compareWithClerk(container, id)
 */
export const compareWithClerk = async (container: MedusaContainer, dryRunId?: string): Promise<ReconciliationRecord> => {
  if (dryRunId !== undefined) {
    await requireLastDryRun(container, dryRunId)
  }
  const options = { dryRun: dryRunId === undefined }
  const { lease, ...begun } = await begin(container, options)
  // It has logged why it failed, and the record says how far it came.
  void runReconciliation(container, options, { ...begun, lease }).catch(() => undefined)
  return begun
}

const begin = async (...[container, options]: Parameters<typeof beginReconciliation>) => {
  try {
    return await beginReconciliation(container, options)
  } catch (error) {
    throw asCustomerRoleError(error)?.code === "busy" ? running() : error
  }
}

const running = () =>
  new CustomerRoleError("request_in_progress", "A comparison with Clerk is running already. Wait until it has finished.")

const requireLastDryRun = async (container: MedusaContainer, dryRunId: string): Promise<void> => {
  const last = await container.resolve(CUSTOMER_ROLE_MODULE).reconciliations.last()
  if (last?.status === "running") {
    throw running()
  }
  const isShown = last?.id === dryRunId && last.dry_run && last.status === "completed"
  if (!isShown || Date.now() - last.updated_at.getTime() > SHOWN_FOR_MS) {
    throw new CustomerRoleError(
      "role_changed",
      "This dry run is not the last comparison, or older than an hour. Compare again, and then mend."
    )
  }
}
