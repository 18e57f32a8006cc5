import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { promiseAll } from "@medusajs/framework/utils"
import type { RetryOptions } from "../../clerk/retry"
import { countUsers, fetchListedUser, fetchUsersPage, USERS_PAGE_SIZE, type ListedClerkUser } from "../../clerk/users-page"
import { asCustomerRoleError } from "../../errors"
import { logEvent } from "../../observability/log"
import { CUSTOMER_ROLE_MODULE } from "../../modules/customer-role"
import { pluginOptions } from "../../modules/customer-role/plugin-options"
import type { LeasedReconciliation } from "../../modules/customer-role/reconciliation/reconciliations"
import type {
  CustomerMetaRecord,
  ReconciliationCounts,
  ReconciliationPosition,
  ReconciliationRecord,
} from "../../modules/customer-role/types"
import { countReconciled } from "../../observability/metrics"
import { isOurClerkInstance } from "./sync/clerk-instance"
import { alignMembership } from "./group/customer-group"
import { comparePage } from "./reconciliation/compare-page"
import { mendPage, notePage, orNote, type MendOutcome } from "./reconciliation/mend-page"
import { reconcileUser } from "./reconciliation/reconcile-user"

export type ReconcileRolesOptions = {
  /** Only note what differs. @default false */
  dryRun?: boolean
  /** Only users whom Clerk has changed since. Deleted users are not found that way. @default all */
  since?: Date
  /** Close records also where so many of their users are missing at Clerk that it looks like a mistake. @default false */
  allowDeletions?: boolean
  /** Called after each page. */
  onProgress?: (record: ReconciliationRecord) => void
  /** Ends the run after the page under way; the next one goes on from there. */
  signal?: AbortSignal
  /** How long to wait for another one to end, which may also be one whose process was killed a moment ago. @default 0 */
  waitSeconds?: number
}

/** Records whose users Clerk did not name, looked at in one go. */
const RECORDS_AT_ONCE = 100
const REQUESTS_AT_ONCE = 4

const HEARTBEAT_MS = 5_000
const WAIT_MS = 1_000

/** From so many missing users on, and from this share, a wrong secret key is likelier than so many deletions. */
const MANY_MISSING = 20
const SHARE_MISSING = 0.1

/** How far a page of the last updated reaches back into the one before: users deleted meanwhile have moved the others up. */
const OVERLAP = 50

/** Customers who are taken out of the group in one go. */
const MEMBERS_AT_ONCE = 100

type Run = ReconcileRolesOptions & { container: MedusaContainer; retries: RetryOptions; requests: () => number }

/**
 * Compares all of Clerk's users with the shop's records, mends what differs and notes what cannot be mended: users that a
 * lost webhook would have brought, roles, e-mail addresses, customer groups and write-backs that are out of step, users
 * deleted at Clerk, and customers deleted in Medusa. 500 users a request, in flat memory.
 *
 * One runs at a time, in however many processes. Broken off by a crash, by `signal` or by Clerk being away for minutes,
 * it is gone on with by the next call of the same kind. Clerk's `Retry-After` is kept to.
 *
 * Where Clerk does not know most of a sample of the shop's users, it does nothing (`too_many_missing`): so it is with the
 * secret key of another Clerk instance. It also stops before it closes the records of more than 20 users and a tenth of
 * all, or of all users there are.
 *
 * @returns how it went: `completed`, `failed` with a reason, or `interrupted` by `signal`
 * @throws CustomerRoleError `busy` where another one is running, `identity_provider_unavailable` where Clerk stays away
 *
 * @example
 * const { counts } = await reconcileRoles(container, { dryRun: true })
 */
export const reconcileRoles = async (container: MedusaContainer, options: ReconcileRolesOptions = {}): Promise<ReconciliationRecord> => {
  const { reconciliations } = container.resolve(CUSTOMER_ROLE_MODULE)
  const begun = performance.now()
  const record = await begin(container, options)
  const run = createRun(container, options, record.counts.requests)
  const heartbeat = setInterval(() => void reconciliations.keep(record).catch(() => undefined), HEARTBEAT_MS).unref()
  try {
    const ended = await reconcileFrom(run, record)
    report(container, ended, begun)
    return ended
  } catch (error) {
    if (asCustomerRoleError(error)?.code === "busy") {
      throw error
    }
    // Whatever it was, what is done is done, and the next run goes on from there.
    const interrupted = (await reconciliations.interrupt(record)) ?? record
    const { id, dry_run, counts } = interrupted
    const code = options.signal?.aborted ? "stopped" : (asCustomerRoleError(error)?.code ?? "internal_error")
    logEvent(container, "customer_role.reconciliation_interrupted", { reconciliation_id: id, dry_run, users: counts.users, code })
    if (options.signal?.aborted) {
      return interrupted
    }
    throw error
  } finally {
    clearInterval(heartbeat)
  }
}

const begin = async (container: MedusaContainer, options: ReconcileRolesOptions): Promise<LeasedReconciliation> => {
  const { reconciliations } = container.resolve(CUSTOMER_ROLE_MODULE)
  for (const end = Date.now() + (options.waitSeconds ?? 0) * 1000; ; ) {
    try {
      return await reconciliations.begin({ dry_run: options.dryRun ?? false, since: options.since ?? null })
    } catch (error) {
      if (asCustomerRoleError(error)?.code !== "busy" || Date.now() >= end) {
        throw error
      }
      await pause(WAIT_MS, undefined, { signal: options.signal })
    }
  }
}

const createRun = (container: MedusaContainer, options: ReconcileRolesOptions, before: number): Run => {
  let requests = before
  const retries = { signal: options.signal, onAttempt: () => void requests++ }
  return { ...options, container, retries, requests: () => requests }
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
  const checked = await checkUnseen(run, compared)
  if (!checked.dry_run) {
    await takeLeftMembersOut(run.container)
  }
  return reconciliations.finish(checked, "completed")
}

const isSuspicious = (missing: number, live: number): boolean =>
  missing > Math.max(MANY_MISSING, live * SHARE_MISSING) || (missing === live && live > 1)

/** A crash may have come between closing a role and taking its customer out of the group. */
const takeLeftMembersOut = async (container: MedusaContainer): Promise<void> => {
  const { reconciliations, differences } = container.resolve(CUSTOMER_ROLE_MODULE)
  for (const { clerk_user_id, customer_id } of await reconciliations.leftMembers(MEMBERS_AT_ONCE)) {
    await orNote(container, { clerk_user_id, customer_id, kind: "group" }, async () => {
      await alignMembership(container, customer_id, [])
      await differences.forget(clerk_user_id)
      return "closed"
    })
  }
}

// --- Clerk's users -----------------------------------------------------------------------------------------------

const compareUsers = async (run: Run, begun: LeasedReconciliation): Promise<LeasedReconciliation> => {
  const { reconciliations } = run.container.resolve(CUSTOMER_ROLE_MODULE)
  let record = begun
  let before: Set<string> | undefined
  while (record.position.phase === "users") {
    run.signal?.throwIfAborted()
    const page = await fetchPage(run, record, record.position)
    const ids = idsOf(page)
    // A page begins with what the last one ended with: users of the same millisecond may stand on both.
    const known: Set<string> = before ?? (await reconciliations.seenAmong(ids))
    const users = page.filter(({ snapshot }) => !known.has(snapshot.clerk_user_id) && isSince(record, snapshot.updated_at))
    const outcomes = await deal(run, record, users)
    record = await advance(run, record, { position: nextPosition(record, record.position, page), outcomes, seen: idsOf(users) })
    before = new Set(ids)
  }
  return record
}

const idsOf = (users: ListedClerkUser[]): string[] => users.map(({ snapshot }) => snapshot.clerk_user_id)

type UsersPosition = Extract<ReconciliationPosition, { phase: "users" }>

const fetchPage = (run: Run, { since }: ReconciliationRecord, { created_at, offset }: UsersPosition): Promise<ListedClerkUser[]> => {
  const { clerk } = pluginOptions(run.container)
  const query = since ? ({ order: "last_updated", offset } as const) : ({ order: "created", after: created_at, offset } as const)
  return fetchUsersPage(query, clerk, run.retries)
}

const isSince = ({ since }: ReconciliationRecord, updatedAt: number): boolean => since === null || updatedAt >= since.getTime()

const RECORDS: ReconciliationPosition = { phase: "records", after: "" }

/**
 * Goes on by the time of creation, which never changes: a user who is deleted meanwhile shifts nobody from one page to
 * another, as he would by an offset. Only within one millisecond there is nothing else to go by.
 */
const nextPosition = ({ since }: ReconciliationRecord, position: UsersPosition, page: ListedClerkUser[]): ReconciliationPosition => {
  const last = page.at(-1)
  const furtherOn = (users: number): UsersPosition => ({ ...position, offset: position.offset + users })
  if (!last || page.length < USERS_PAGE_SIZE) {
    return RECORDS
  }
  if (since) {
    return last.snapshot.updated_at < since.getTime() ? RECORDS : furtherOn(USERS_PAGE_SIZE - OVERLAP)
  }
  return last.created_at - 1 > position.created_at
    ? { phase: "users", created_at: last.created_at - 1, offset: 0 }
    : furtherOn(USERS_PAGE_SIZE)
}

const deal = async ({ container }: Run, { dry_run }: ReconciliationRecord, users: ListedClerkUser[]): Promise<MendOutcome[]> => {
  const comparisons = await comparePage(container, users)
  return dry_run ? notePage(container, comparisons) : mendPage(container, comparisons)
}

// --- Records whose users Clerk did not name ----------------------------------------------------------------------

const checkUnseen = async (run: Run, begun: LeasedReconciliation): Promise<LeasedReconciliation> => {
  let record = begun
  while (record.position.phase === "records") {
    run.signal?.throwIfAborted()
    const { after } = record.position
    const unseen = await run.container.resolve(CUSTOMER_ROLE_MODULE).getUnseenRecords(record.id, after, RECORDS_AT_ONCE)
    const last = unseen.at(-1)
    if (!last) {
      return record
    }
    const outcomes: MendOutcome[] = []
    for (let first = 0; first < unseen.length; first += REQUESTS_AT_ONCE) {
      const some = unseen.slice(first, first + REQUESTS_AT_ONCE)
      outcomes.push(...(await promiseAll(some.map((one) => check(run, record, one)))).flat())
    }
    // Also whom Clerk does not have: what is noted of him is as new as this run.
    const seen = unseen.map(({ clerk_user_id }) => clerk_user_id)
    record = await advance(run, record, { position: { phase: "records", after: last.id }, outcomes, seen })
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
  const options = pluginOptions(run.container)
  const { differences } = run.container.resolve(CUSTOMER_ROLE_MODULE)
  const user = await fetchListedUser(clerk_user_id, options.clerk, run.retries)
  if (user) {
    return notePage(run.container, await comparePage(run.container, [user]))
  }
  await differences.add([{ clerk_user_id, customer_id, kind: "deleted_at_clerk", reason: null }])
  return ["different"]
}

// --- Counting ----------------------------------------------------------------------------------------------------

type Dealt = { position: ReconciliationPosition; outcomes: MendOutcome[]; seen: string[] }

const advance = async (run: Run, record: LeasedReconciliation, { position, outcomes, seen }: Dealt): Promise<LeasedReconciliation> => {
  const { reconciliations } = run.container.resolve(CUSTOMER_ROLE_MODULE)
  const advanced = await reconciliations.advance(record, { position, counts: addUp(record.counts, outcomes, run.requests()), seen })
  const told = outcomes.map((outcome) => (outcome === "failed" ? "different" : outcome))
  for (const outcome of new Set(told)) {
    countReconciled({ outcome, users: countOf(told, outcome) })
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

const report = (container: MedusaContainer, record: ReconciliationRecord, begun: number): void => {
  const { id, dry_run, counts, reason, status } = record
  if (status === "failed") {
    logEvent(container, "customer_role.reconciliation_failed", { reconciliation_id: id, dry_run, users: counts.users, code: reason })
    return
  }
  const { users, equal, different, mended, closed, requests } = counts
  logEvent(container, "customer_role.reconciliation_finished", {
    reconciliation_id: id, dry_run, users, equal, different, mended, closed, requests, seconds: (performance.now() - begun) / 1000,
  })
}
