import { fetchUsersPage, USERS_PAGE_SIZE, type ListedClerkUser } from "../../../clerk/users-page"
import { CUSTOMER_ROLE_MODULE } from "../../../modules/customer-role"
import { pluginOptions } from "../../../modules/customer-role/plugin-options"
import type { LeasedReconciliation } from "../../../modules/customer-role/reconciliation/reconciliations"
import type { ReconciliationPosition, ReconciliationRecord } from "../../../modules/customer-role/types"
import { comparePage } from "./compare-page"
import { mendPage, notePage, type MendOutcome } from "./mend-page"
import { advanceRun, type Run } from "./run"

/** How far pages ordered by the last update overlap: users deleted in between move the others forward. */
const OVERLAP = 50

/**
 * Walks through Clerk's users page by page, and compares and mends each page.
 *
 * @throws CustomerRoleError `busy` if another process has taken over, `identity_provider_unavailable`
 */
export const compareUsers = async (run: Run, begun: LeasedReconciliation): Promise<LeasedReconciliation> => {
  const { reconciliations } = run.container.resolve(CUSTOMER_ROLE_MODULE)
  let record = begun
  let before: Set<string> | undefined
  while (record.position.phase === "users") {
    run.signal?.throwIfAborted()
    const page = await fetchPage(run, record, record.position)
    const ids = idsOf(page)
    // Users created in the same millisecond may be on both of two adjacent pages.
    const known: Set<string> = before ?? (await reconciliations.seenAmong(ids))
    const users = page.filter(({ snapshot }) => !known.has(snapshot.clerk_user_id) && isSince(record, snapshot.updated_at))
    const outcomes = await processPage(run, record, users)
    record = await advanceRun(run, record, { position: nextPosition(record, record.position, page), outcomes, seen: idsOf(users) })
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
 * Returns where the next page starts: at a time of creation, which never changes. With an offset, a user deleted in between
 * would shift others off their page. Only users of the same millisecond need one.
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

const processPage = async ({ container }: Run, { dry_run }: ReconciliationRecord, users: ListedClerkUser[]): Promise<MendOutcome[]> => {
  const comparisons = await comparePage(container, users)
  return dry_run ? notePage(container, comparisons) : mendPage(container, comparisons)
}
