import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../../errors"
import { LEASE_SECONDS } from "../../../locking/lease"
import { change, isUniqueViolation, select } from "../../../postgres/sql"
import { isErasedClerkUser } from "../erasure/erased-persons"
import type { CustomerMetaRecord, ReconciliationCounts, ReconciliationPosition, ReconciliationRecord } from "../types"

/** An interrupted run older than this is not continued: too much may have changed among the users it has seen. */
const RESUMABLE_FOR_MS = 24 * 60 * 60 * 1000

const COLUMNS = `id, dry_run, since, position, counts, reason, created_at, updated_at, finished_at,
  CASE WHEN status = 'running' AND (leased_until IS NULL OR leased_until < now()) THEN 'interrupted' ELSE status END AS status`

const START: ReconciliationPosition = { phase: "users", created_at: 0, offset: 0 }

const NOTHING: ReconciliationCounts = { total: 0, users: 0, equal: 0, different: 0, mended: 0, closed: 0, requests: 0 }

const TAKEN_OVER = "Another process has taken over the reconciliation."

/** A reconciliation, with the token of the process that runs it. */
export type LeasedReconciliation = ReconciliationRecord & { lease: string }

/** What a reconciliation is asked to do. */
export type ReconciliationScope = { dry_run: boolean; since: Date | null }

/** Where the next page starts, the counts so far, and the users seen on the last page. */
export type ReconciliationProgress = { position: ReconciliationPosition; counts: ReconciliationCounts; seen: string[] }

/** The progress of comparisons with Clerk's users. At most one runs, in however many processes. */
export class Reconciliations {
  constructor(private readonly db: () => Knex) {}

  /**
   * Begins a reconciliation, or continues one of the same scope that was interrupted within a day. One with `since` always
   * starts again, because new changes come first in its order.
   *
   * @throws CustomerRoleError `busy` if another process runs one
   */
  async begin(scope: ReconciliationScope): Promise<LeasedReconciliation> {
    try {
      return await this.db().transaction((trx) => this.beginIn(trx, scope))
    } catch (error) {
      if (isUniqueViolation(error, "IDX_clerk_reconciliation_running_unique")) {
        throw new CustomerRoleError("busy", "Another reconciliation is running. Try again when it has finished.")
      }
      throw error
    }
  }

  private async beginIn(trx: Knex.Transaction, scope: ReconciliationScope): Promise<LeasedReconciliation> {
    const [found] = await select<ReconciliationRecord>(
      trx,
      `SELECT ${COLUMNS} FROM clerk_reconciliation WHERE clerk_reconciliation.status = 'running' FOR UPDATE`
    )
    if (found?.status === "running") {
      throw new CustomerRoleError("busy", "Another reconciliation is running. Try again when it has finished.")
    }
    if (found && isResumable(found, scope)) {
      const lease = randomUUID()
      await change(trx, "UPDATE clerk_reconciliation SET lease = ? WHERE id = ?", [lease, found.id])
      await this.keep({ ...found, lease }, trx)
      return { ...found, status: "running", lease }
    }
    if (found) {
      await change(
        trx,
        "UPDATE clerk_reconciliation SET status = 'failed', reason = 'superseded', finished_at = now(), updated_at = now() WHERE id = ?",
        [found.id]
      )
    }
    await change(trx, "DELETE FROM clerk_reconciliation_seen")
    const id = generateEntityId(undefined, "crecon")
    const [begun] = await select<LeasedReconciliation>(
      trx,
      `INSERT INTO clerk_reconciliation (id, status, dry_run, since, position, counts, lease, leased_until)
       VALUES (?, 'running', ?, ?, ?::jsonb, ?::jsonb, ?, now() + make_interval(secs => ?)) RETURNING ${COLUMNS}, lease`,
      [id, scope.dry_run, scope.since, JSON.stringify(START), JSON.stringify(NOTHING), randomUUID(), LEASE_SECONDS]
    )
    return begun
  }

  /** Renews the lease. Call it every few seconds. */
  async keep({ id, lease }: LeasedReconciliation, db: Knex = this.db()): Promise<void> {
    await change(
      db,
      `UPDATE clerk_reconciliation SET leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND lease = ? AND status = 'running'`,
      [LEASE_SECONDS, id, lease]
    )
  }

  /**
   * Stores the progress and renews the lease.
   *
   * @throws CustomerRoleError `busy` if another process has taken over
   */
  async advance(record: LeasedReconciliation, { position, counts, seen }: ReconciliationProgress): Promise<LeasedReconciliation> {
    return this.db().transaction(async (trx) => {
      await change(
        trx,
        `INSERT INTO clerk_reconciliation_seen (clerk_user_id)
         SELECT u.id FROM unnest(?::text[]) AS u (id) WHERE NOT ${isErasedClerkUser("u.id")} ON CONFLICT DO NOTHING`,
        [seen]
      )
      const [advanced] = await select<LeasedReconciliation>(
        trx,
        `UPDATE clerk_reconciliation
         SET position = ?::jsonb, counts = ?::jsonb, updated_at = clock_timestamp(), leased_until = now() + make_interval(secs => ?)
         WHERE id = ? AND status = 'running' AND lease = ? RETURNING ${COLUMNS}, lease`,
        [JSON.stringify(position), JSON.stringify(counts), LEASE_SECONDS, record.id, record.lease]
      )
      if (!advanced) {
        throw new CustomerRoleError("busy", TAKEN_OVER)
      }
      return advanced
    })
  }

  /**
   * Completes a reconciliation, or marks it as failed.
   *
   * @throws CustomerRoleError `busy` if another process has taken over
   */
  async finish(
    { id, lease }: LeasedReconciliation,
    status: "completed" | "failed",
    reason: string | null = null
  ): Promise<ReconciliationRecord> {
    return this.db().transaction(async (trx) => {
      const [finished] = await select<ReconciliationRecord>(
        trx,
        `UPDATE clerk_reconciliation SET status = ?, reason = ?, finished_at = now(), updated_at = now(), leased_until = NULL
         WHERE id = ? AND status = 'running' AND lease = ? RETURNING ${COLUMNS}`,
        [status, reason, id, lease]
      )
      if (!finished) {
        throw new CustomerRoleError("busy", TAKEN_OVER)
      }
      if (status === "completed" && finished.since === null) {
        await this.forgetVanished(trx, id)
      }
      await change(trx, "DELETE FROM clerk_reconciliation_seen")
      return finished
    })
  }

  /** Deletes differences of users whom a complete run has not seen: Clerk no longer has them. */
  private async forgetVanished(trx: Knex.Transaction, id: string): Promise<void> {
    await change(
      trx,
      `DELETE FROM clerk_difference d USING clerk_reconciliation r
       WHERE r.id = ? AND d.updated_at < r.created_at
         AND NOT EXISTS (SELECT 1 FROM clerk_reconciliation_seen s WHERE s.clerk_user_id = d.clerk_user_id)`,
      [id]
    )
  }

  /** Gives up the lease, so that the next run can continue at once. Returns `null` if another process has taken over. */
  async interrupt({ id, lease }: LeasedReconciliation): Promise<ReconciliationRecord | null> {
    const [interrupted] = await select<ReconciliationRecord>(
      this.db(),
      `UPDATE clerk_reconciliation SET leased_until = NULL, updated_at = now()
       WHERE id = ? AND lease = ? AND status = 'running' RETURNING ${COLUMNS}`,
      [id, lease]
    )
    return interrupted ?? null
  }

  /** Returns which of these Clerk users the current run has seen. */
  async seenAmong(clerkUserIds: string[]): Promise<Set<string>> {
    const rows = await select<{ clerk_user_id: string }>(
      this.db(),
      "SELECT clerk_user_id FROM clerk_reconciliation_seen WHERE clerk_user_id = ANY(?)",
      [clerkUserIds]
    )
    return new Set(rows.map(({ clerk_user_id }) => clerk_user_id))
  }

  /** Returns customers who are still in the customer group although their record is closed: a crash kept them there. */
  async strayMembers(limit: number): Promise<Pick<CustomerMetaRecord, "clerk_user_id" | "customer_id">[]> {
    return select(
      this.db(),
      `SELECT clerk_user_id, customer_id FROM customer_meta
       WHERE deleted_at IS NOT NULL AND customer_group_id IS NOT NULL ORDER BY deleted_at, id LIMIT ?`,
      [limit]
    )
  }

  /** Returns the reconciliation that began last, or `null`. */
  async last(): Promise<ReconciliationRecord | null> {
    const [found] = await select<ReconciliationRecord>(
      this.db(),
      `SELECT ${COLUMNS} FROM clerk_reconciliation ORDER BY created_at DESC, id DESC LIMIT 1`
    )
    return found ?? null
  }

  /** Returns whether no complete reconciliation began within this many hours, or one that mends was interrupted. */
  async isDue(hours: number): Promise<boolean> {
    const [{ due }] = await select<{ due: boolean }>(
      this.db(),
      `SELECT NOT EXISTS (
         SELECT 1 FROM clerk_reconciliation
         WHERE NOT dry_run AND since IS NULL AND status <> 'running' AND reason IS DISTINCT FROM 'superseded'
           AND created_at > now() - make_interval(secs => ?)
       ) OR EXISTS (
         SELECT 1 FROM clerk_reconciliation
         WHERE NOT dry_run AND since IS NULL AND status = 'running' AND (leased_until IS NULL OR leased_until < now())
       ) AS due`,
      [hours * 3600]
    )
    return due
  }

  /** Deletes reconciliations older than this many days. */
  async prune(days: number): Promise<void> {
    await change(
      this.db(),
      "DELETE FROM clerk_reconciliation WHERE created_at < now() - make_interval(days => ?) AND status <> 'running'",
      [days]
    )
  }
}

const isResumable = (found: ReconciliationRecord, { dry_run, since }: ReconciliationScope): boolean =>
  found.dry_run === dry_run && found.since === null && since === null && Date.now() - found.updated_at.getTime() < RESUMABLE_FOR_MS
