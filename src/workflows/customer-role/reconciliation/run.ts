import type { MedusaContainer } from "@medusajs/framework/types"
import type { RetryOptions } from "../../../clerk/retry"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import type { LeasedReconciliation } from "../../../modules/customer-role/reconciliation/reconciliations"
import type { ReconciliationCounts, ReconciliationPosition, ReconciliationRecord } from "../../../modules/customer-role/types"
import { countReconciled } from "../../../observability/metrics"
import type { MendOutcome } from "./mend-page"

export type ReconcileRolesOptions = {
  /** Only notes what differs. @default false */
  dryRun?: boolean
  /** Compares only users whom Clerk has changed since. Does not find deleted users. @default all */
  since?: Date
  /** Closes records even if so many users are missing at Clerk that it looks like a mistake. @default false */
  allowDeletions?: boolean
  /** Called after each page. */
  onProgress?: (record: ReconciliationRecord) => void
  /** Stops the run after the current page. The next run continues there. */
  signal?: AbortSignal
  /** How long to wait for another run to end, which may have been killed a moment ago. @default 0 */
  waitSeconds?: number
}

/** A reconciliation under way. */
export type Run = ReconcileRolesOptions & { container: MedusaContainer; retries: RetryOptions; requests: () => number }

/** Starts counting the requests to Clerk, from those of the runs that this one continues. */
export const createRun = (container: MedusaContainer, options: ReconcileRolesOptions, earlierRequests: number): Run => {
  let requests = earlierRequests
  const retries = { signal: options.signal, onAttempt: () => void requests++ }
  return { ...options, container, retries, requests: () => requests }
}

/** The outcome of a page, and where the next one starts. */
export type ProcessedPage = { position: ReconciliationPosition; outcomes: MendOutcome[]; seen: string[] }

/**
 * Stores how far the run has come, renews its lease and reports the progress.
 *
 * @throws CustomerRoleError `busy` if another process has taken over
 */
export const advanceRun = async (
  run: Run,
  record: LeasedReconciliation,
  { position, outcomes, seen }: ProcessedPage
): Promise<LeasedReconciliation> => {
  const { reconciliations } = run.container.resolve(CUSTOMER_ROLE_MODULE)
  const advanced = await reconciliations.advance(record, { position, counts: addUp(record.counts, outcomes, run.requests()), seen })
  const reported = outcomes.map((outcome) => (outcome === "failed" ? "different" : outcome))
  for (const outcome of new Set(reported)) {
    countReconciled({ outcome, users: countOf(reported, outcome) })
  }
  run.onProgress?.(advanced)
  return advanced
}

const countOf = (outcomes: MendOutcome[], outcome: MendOutcome): number => outcomes.filter((one) => one === outcome).length

const addUp = (counts: ReconciliationCounts, outcomes: MendOutcome[], requests: number): ReconciliationCounts => {
  const equal = countOf(outcomes, "equal")
  return {
    total: counts.total,
    users: counts.users + outcomes.length,
    equal: counts.equal + equal,
    different: counts.different + outcomes.length - equal,
    mended: counts.mended + countOf(outcomes, "mended"),
    closed: counts.closed + countOf(outcomes, "closed"),
    requests,
  }
}
