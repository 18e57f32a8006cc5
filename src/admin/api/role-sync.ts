import type { DifferenceKind } from "../../modules/customer-role/types"
import { callPlugin } from "./call-plugin"
import type { NamedCustomer } from "./types"

/** A webhook delivery. Times are ISO 8601. */
export type Delivery = {
  svix_id: string
  type: string
  clerk_user_id: string | null
  outcome: "received" | "applied" | "ignored" | "failed"
  reason: string | null
  attempts: number
  received_at: string
  last_attempt_at: string
}

/** A role that could not be written to Clerk. */
export type WriteBackFailure = {
  customer_id: string
  clerk_user_id: string
  attempts: number
  reason: string | null
  next_attempt_at: string
}

export type Difference = {
  clerk_user_id: string
  customer_id: string | null
  kind: DifferenceKind
  reason: string | null
  found_at: string
  customer: NamedCustomer | null
}

/** A comparison of all Clerk users with the shop. */
export type Reconciliation = {
  id: string
  status: "running" | "interrupted" | "completed" | "failed"
  dry_run: boolean
  counts: { total: number; users: number; equal: number; different: number; mended: number; closed: number }
  reason: string | null
  created_at: string
  updated_at: string
  finished_at: string | null
}

/** How far Clerk and the shop agree. */
export type RoleSync = {
  last_webhook: Delivery | null
  counts: Record<Delivery["outcome"], number>
  failures: Delivery[]
  write_back: { waiting: number; failing: number; oldest_since: string | null; failures: WriteBackFailure[] }
  differences: Difference[]
  differences_count: number
}

export type DifferencesByKind = Partial<Record<DifferenceKind, number>>

/** The last comparison, and how many differences of each kind are known. */
export type Comparison = { reconciliation: Reconciliation | null; differences_by_kind: DifferencesByKind }

export type RetryReport = { retried: number; succeeded: number; failed: { clerk_user_id: string; code: string }[]; write_backs: number }

export type RoleSyncQuery = { limit: number; offset: number; kind?: DifferenceKind }

/** The keys of these requests in the dashboard's query cache. */
export const roleSyncKeys = {
  all: ["customer-role", "role-sync"] as const,
  state: (query: RoleSyncQuery) => ["customer-role", "role-sync", "state", query] as const,
  comparison: ["customer-role", "role-sync", "comparison"] as const,
}

/**
 * Returns the state of the sync with Clerk, with a page of the differences.
 *
 * @example
 * const { failures } = await retrieveRoleSync({ limit: 20, offset: 0 })
 */
export const retrieveRoleSync = (query: RoleSyncQuery): Promise<RoleSync> =>
  callPlugin<RoleSync>("GET /admin/customers/role-sync", { query })

/**
 * Retries what has failed, for all users or for one.
 *
 * @example
 * const { succeeded } = await retryRoleSync("user_123")
 */
export const retryRoleSync = (clerkUserId?: string): Promise<RetryReport> =>
  clerkUserId === undefined
    ? callPlugin<RetryReport>("POST /admin/customers/role-sync/retry", { body: {} })
    : callPlugin<RetryReport>("POST /admin/customers/role-sync/retry/:id", { params: { id: clerkUserId }, body: {} })

/** Returns the last comparison with Clerk. */
export const retrieveComparison = (): Promise<Comparison> => callPlugin<Comparison>("GET /admin/customers/role-sync/compare")

/**
 * Begins a comparison with Clerk: a dry run, or what a dry run has shown.
 *
 * @example
 * const { reconciliation } = await beginComparison()
 */
export const beginComparison = (dryRunId?: string): Promise<{ reconciliation: Reconciliation }> =>
  callPlugin<{ reconciliation: Reconciliation }>("POST /admin/customers/role-sync/compare", {
    body: dryRunId ? { dry_run_id: dryRunId } : {},
  })
