import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { countUsers } from "../../clerk/users-page"
import { asCustomerRoleError } from "../../errors"
import { whileLeased } from "../../locking/lease"
import { logEvent } from "../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { LeasedReconciliation } from "../../modules/customer-role/reconciliation/reconciliations"
import type { ReconciliationRecord } from "../../modules/customer-role/types"
import { alignMembership } from "./group/customer-group"
import { checkUnseenRecords } from "./reconciliation/check-unseen-records"
import { compareUsers } from "./reconciliation/compare-users"
import { catchAsDifference } from "./reconciliation/mend-page"
import { createRun, type ReconcileRolesOptions, type Run } from "./reconciliation/run"
import { isOurClerkInstance } from "./sync/clerk-instance"

export type { ReconcileRolesOptions } from "./reconciliation/run"

/** How often a run that waits for another one asks again. */
const ASK_AGAIN_MS = 1_000

/** Above this number and this share of missing users, a wrong secret key is likelier than so many deletions. */
const MANY_MISSING = 20
const SHARE_MISSING = 0.1

const MEMBERS_PER_RUN = 100

/**
 * Compares all of Clerk's users with the shop's records and mends what differs: users whose webhook was lost, roles, email
 * addresses, customer groups and write-backs that are out of date, users deleted at Clerk and customers deleted in Medusa.
 * Notes what it cannot mend. Reads 500 users per request, in constant memory, and keeps to Clerk's `Retry-After`.
 *
 * One run at a time, in however many processes. The next run of the same kind continues where a crash, `signal` or an
 * outage of Clerk stopped the last one.
 *
 * Fails with `too_many_missing` if Clerk does not know most of a sample of the shop's users, as with the secret key of
 * another Clerk instance, and before it would close the records of more than 20 users and a tenth of all, or of all users.
 *
 * @returns the run: `completed`, `failed` with a reason, or `interrupted` by `signal`
 * @throws CustomerRoleError `busy` if another one is running, `identity_provider_unavailable` if Clerk stays away
 *
 * @example
 * const { counts } = await reconcileRoles(container, { dryRun: true })
 */
export const reconcileRoles = async (container: MedusaContainer, options: ReconcileRolesOptions = {}): Promise<ReconciliationRecord> =>
  runReconciliation(container, options, await beginReconciliation(container, options))

/**
 * Runs a reconciliation that has begun, to its end.
 *
 * @example
 * const record = await beginReconciliation(container, { dryRun: true })
 * await runReconciliation(container, { dryRun: true }, record)
 */
export const runReconciliation = async (
  container: MedusaContainer,
  options: ReconcileRolesOptions,
  record: LeasedReconciliation
): Promise<ReconciliationRecord> => {
  const { reconciliations } = container.resolve(CUSTOMER_ROLE_MODULE)
  const begun = performance.now()
  const run = createRun(container, options, record.counts.requests)
  try {
    const ended = await whileLeased(
      () => reconciliations.keep(record),
      () => reconcileFrom(run, record)
    )
    report(container, ended, begun)
    return ended
  } catch (error) {
    if (asCustomerRoleError(error)?.code === "busy") {
      throw error
    }
    const interrupted = (await reconciliations.interrupt(record)) ?? record
    const { id, dry_run, counts } = interrupted
    const code = options.signal?.aborted ? "stopped" : (asCustomerRoleError(error)?.code ?? "internal_error")
    logEvent(container, "customer_role.reconciliation_interrupted", { reconciliation_id: id, dry_run, users: counts.users, code })
    if (options.signal?.aborted) {
      return interrupted
    }
    throw error
  }
}

/**
 * Begins a reconciliation, or continues one that was interrupted. Nobody else can begin one until it ends.
 *
 * @throws CustomerRoleError `busy` if another one is running
 *
 * @example
 * const record = await beginReconciliation(container, { dryRun: true })
 */
export const beginReconciliation = async (container: MedusaContainer, options: ReconcileRolesOptions): Promise<LeasedReconciliation> => {
  const { reconciliations } = container.resolve(CUSTOMER_ROLE_MODULE)
  for (const end = Date.now() + (options.waitSeconds ?? 0) * 1000; ; ) {
    try {
      return await reconciliations.begin({ dry_run: options.dryRun ?? false, since: options.since ?? null })
    } catch (error) {
      if (asCustomerRoleError(error)?.code !== "busy" || Date.now() >= end) {
        throw error
      }
      await pause(ASK_AGAIN_MS, undefined, { signal: options.signal })
    }
  }
}

const reconcileFrom = async (run: Run, begun: LeasedReconciliation): Promise<ReconciliationRecord> => {
  const options = pluginOptions(run.container)
  const { reconciliations } = run.container.resolve(CUSTOMER_ROLE_MODULE)
  const total = begun.counts.total || (await countUsers(options.clerk, run.retries))
  const resumed = begun.counts.users > 0
  const { id: reconciliation_id, dry_run } = begun
  logEvent(run.container, "customer_role.reconciliation_started", { reconciliation_id, dry_run, resumed, users: total })
  if (!resumed && !run.allowDeletions && !(await isOurClerkInstance(run.container, run.retries))) {
    return reconciliations.finish(begun, "failed", "too_many_missing")
  }
  const compared = await compareUsers(run, { ...begun, counts: { ...begun.counts, total } })
  if (compared.since !== null) {
    return reconciliations.finish(compared, "completed")
  }
  const { live, unseen } = await run.container.resolve(CUSTOMER_ROLE_MODULE).countUnseenRecords(compared.id)
  if (isSuspicious(unseen, live) && !run.allowDeletions) {
    return reconciliations.finish(compared, "failed", "too_many_missing")
  }
  const checked = await checkUnseenRecords(run, compared)
  if (!checked.dry_run) {
    await removeStrayMembers(run.container)
  }
  return reconciliations.finish(checked, "completed")
}

const isSuspicious = (missing: number, live: number): boolean =>
  missing > Math.max(MANY_MISSING, live * SHARE_MISSING) || (missing === live && live > 1)

/** Removes customers from the group whose roles were closed just before a crash. */
const removeStrayMembers = async (container: MedusaContainer): Promise<void> => {
  const { reconciliations, differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  for (const { clerk_user_id, customer_id } of await reconciliations.strayMembers(MEMBERS_PER_RUN)) {
    await catchAsDifference(container, { clerk_user_id, customer_id, kind: "group" }, async () => {
      await alignMembership(container, customer_id, [])
      await differences.forget(clerk_user_id)
      return "closed"
    })
  }
}

const report = (container: MedusaContainer, record: ReconciliationRecord, begun: number): void => {
  const { id, dry_run, counts, reason, status } = record
  if (status === "failed") {
    logEvent(container, "customer_role.reconciliation_failed", { reconciliation_id: id, dry_run, users: counts.users, code: reason })
    return
  }
  const { users, equal, different, mended, closed, requests } = counts
  logEvent(container, "customer_role.reconciliation_finished", {
    reconciliation_id: id,
    dry_run,
    users,
    equal,
    different,
    mended,
    closed,
    requests,
    seconds: (performance.now() - begun) / 1000,
  })
}
