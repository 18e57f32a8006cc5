import { promiseAll } from "@medusajs/framework/utils"
import { fetchListedUser } from "../../../clerk/users-page"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { LeasedReconciliation } from "../../../modules/customer-role/reconciliation/reconciliations"
import type { CustomerMetaRecord, ReconciliationRecord } from "../../../modules/customer-role/types"
import { comparePage } from "./compare-page"
import { notePage, type MendOutcome } from "./mend-page"
import { reconcileUser } from "./reconcile-user"
import { advanceRun, type Run } from "./run"

const RECORDS_PER_PAGE = 100
const REQUESTS_AT_ONCE = 4

/**
 * Asks Clerk about the user of each record that Clerk did not list, and closes the records of deleted users.
 *
 * @throws CustomerRoleError `busy` if another process has taken over, `identity_provider_unavailable`
 */
export const checkUnseenRecords = async (run: Run, begun: LeasedReconciliation): Promise<LeasedReconciliation> => {
  let record = begun
  while (record.position.phase === "records") {
    run.signal?.throwIfAborted()
    const { after } = record.position
    const unseen = await run.container.resolve(CUSTOMER_ROLE_MODULE).getUnseenRecords(record.id, after, RECORDS_PER_PAGE)
    const last = unseen.at(-1)
    if (!last) {
      return record
    }
    const outcomes: MendOutcome[] = []
    for (let first = 0; first < unseen.length; first += REQUESTS_AT_ONCE) {
      const some = unseen.slice(first, first + REQUESTS_AT_ONCE)
      outcomes.push(...(await promiseAll(some.map((one) => check(run, record, one)))).flat())
    }
    // Includes users whom Clerk does not have, so that the end of the run keeps the differences just noted.
    const seen = unseen.map(({ clerk_user_id }) => clerk_user_id)
    record = await advanceRun(run, record, { position: { phase: "records", after: last.id }, outcomes, seen })
  }
  return record
}

const check = async (
  run: Run,
  { dry_run }: ReconciliationRecord,
  { clerk_user_id, customer_id }: CustomerMetaRecord
): Promise<MendOutcome[]> => {
  if (!dry_run) {
    return [await reconcileUser(run.container, clerk_user_id, { type: "system" }, run.retries)]
  }
  const { differences } = run.container.resolve(CUSTOMER_ROLE_MODULE)
  const user = await fetchListedUser(clerk_user_id, pluginOptions(run.container).clerk, run.retries)
  if (user) {
    return notePage(run.container, await comparePage(run.container, [user]))
  }
  await differences.add([{ clerk_user_id, customer_id, kind: "deleted_at_clerk", reason: null }])
  return ["different"]
}
