import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, isUniqueViolation, select } from "./sql"
import type { ReconciliationCounts, ReconciliationPosition, ReconciliationRecord } from "./types"

/** How long a process may be silent before another one goes on in its place. Whoever is at it says so more often. */
const LEASE_SECONDS = 20

const COLUMNS = `id, dry_run, since, position, counts, reason, created_at, updated_at, finished_at,
  CASE WHEN status = 'running' AND (leased_until IS NULL OR leased_until < now()) THEN 'interrupted' ELSE status END AS status`

const START: ReconciliationPosition = { phase: "users", created_at: 0, offset: 0 }

const NOTHING: ReconciliationCounts = { total: 0, users: 0, equal: 0, different: 0, mended: 0, closed: 0, requests: 0 }

/** What a reconciliation is asked to do. */
export type ReconciliationScope = { dry_run: boolean; since: Date | null }

/** Where a reconciliation has come to, and whom it has seen on the way. */
export type ReconciliationProgress = { position: ReconciliationPosition; counts: ReconciliationCounts; seen: string[] }

/** How far each comparison with Clerk's users has come. At most one runs, in however many processes. */
export class Reconciliations {
  constructor(private readonly db: () => Knex) {}

  /**
   * Begins a reconciliation, or goes on with one of the same scope that was broken off.
   *
   * @throws CustomerRoleError `busy` where another process is at it
   */
  async begin(scope: ReconciliationScope): Promise<ReconciliationRecord> {
    try {
      return await this.db().transaction((trx) => this.beginIn(trx, scope))
    } catch (error) {
      if (isUniqueViolation(error, "IDX_clerk_reconciliation_running_unique")) {
        throw new CustomerRoleError("busy", "Another reconciliation is running.")
      }
      throw error
    }
  }

  private async beginIn(trx: Knex.Transaction, scope: ReconciliationScope): Promise<ReconciliationRecord> {
    const [found] = await select<ReconciliationRecord>(
      trx,
      `SELECT ${COLUMNS} FROM clerk_reconciliation WHERE clerk_reconciliation.status = 'running' FOR UPDATE`
    )
    if (found?.status === "running") {
      throw new CustomerRoleError("busy", "Another reconciliation is running.")
    }
    if (found && covers(found, scope)) {
      await this.keep(found.id, trx)
      return { ...found, status: "running" }
    }
    if (found) {
      await change(
        trx,
        "UPDATE clerk_reconciliation SET status = 'failed', reason = 'superseded', finished_at = now(), updated_at = now() WHERE id = ?",
        [found.id]
      )
    }
    await change(trx, "DELETE FROM clerk_reconciliation_seen")
    const [begun] = await select<ReconciliationRecord>(
      trx,
      `INSERT INTO clerk_reconciliation (id, status, dry_run, since, position, counts, leased_until)
       VALUES (?, 'running', ?, ?, ?::jsonb, ?::jsonb, now() + make_interval(secs => ?)) RETURNING ${COLUMNS}`,
      [generateEntityId(undefined, "crecon"), scope.dry_run, scope.since, JSON.stringify(START), JSON.stringify(NOTHING), LEASE_SECONDS]
    )
    return begun
  }

  /** Says that a reconciliation is still under way: to be called every few seconds. */
  async keep(id: string, db: Knex = this.db()): Promise<void> {
    await change(
      db,
      `UPDATE clerk_reconciliation SET leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND status = 'running'`,
      [LEASE_SECONDS, id]
    )
  }

  /**
   * Notes how far a reconciliation has come, and stays in charge of it.
   *
   * @throws CustomerRoleError `busy` where another process has taken over
   */
  async advance(record: ReconciliationRecord, { position, counts, seen }: ReconciliationProgress): Promise<ReconciliationRecord> {
    return this.db().transaction(async (trx) => {
      await change(trx, "INSERT INTO clerk_reconciliation_seen (clerk_user_id) SELECT unnest(?::text[]) ON CONFLICT DO NOTHING", [seen])
      const [advanced] = await select<ReconciliationRecord>(
        trx,
        `UPDATE clerk_reconciliation
         SET position = ?::jsonb, counts = ?::jsonb, updated_at = clock_timestamp(), leased_until = now() + make_interval(secs => ?)
         WHERE id = ? AND status = 'running' AND position = ?::jsonb RETURNING ${COLUMNS}`,
        [JSON.stringify(position), JSON.stringify(counts), LEASE_SECONDS, record.id, JSON.stringify(record.position)]
      )
      if (!advanced) {
        throw new CustomerRoleError("busy", "Another process has taken the reconciliation over.")
      }
      return advanced
    })
  }

  /** Ends a reconciliation for good. */
  async finish(id: string, status: "completed" | "failed", reason: string | null = null): Promise<ReconciliationRecord> {
    return this.db().transaction(async (trx) => {
      const [finished] = await select<ReconciliationRecord>(
        trx,
        `UPDATE clerk_reconciliation SET status = ?, reason = ?, finished_at = now(), updated_at = now(), leased_until = NULL
         WHERE id = ? RETURNING ${COLUMNS}`,
        [status, reason, id]
      )
      if (status === "completed" && finished.since === null) {
        await this.forgetVanished(trx, id)
      }
      await change(trx, "DELETE FROM clerk_reconciliation_seen")
      return finished
    })
  }

  /** What was known of users whom Clerk no longer has, and whom a complete comparison has not met. */
  private async forgetVanished(trx: Knex.Transaction, id: string): Promise<void> {
    await change(
      trx,
      `DELETE FROM clerk_difference d USING clerk_reconciliation r
       WHERE r.id = ? AND d.updated_at < r.created_at
         AND NOT EXISTS (SELECT 1 FROM clerk_reconciliation_seen s WHERE s.clerk_user_id = d.clerk_user_id)`,
      [id]
    )
  }

  /** Lets go of a reconciliation, for whoever goes on with it. */
  async interrupt(id: string): Promise<ReconciliationRecord> {
    const [interrupted] = await select<ReconciliationRecord>(
      this.db(),
      `UPDATE clerk_reconciliation SET leased_until = NULL, updated_at = now() WHERE id = ? RETURNING ${COLUMNS}`,
      [id]
    )
    return interrupted
  }

  /** The one that began last; `null` where there was none. */
  async last(): Promise<ReconciliationRecord | null> {
    const [found] = await select<ReconciliationRecord>(
      this.db(),
      `SELECT ${COLUMNS} FROM clerk_reconciliation ORDER BY created_at DESC, id DESC LIMIT 1`
    )
    return found ?? null
  }

  /** Whether a complete one has not begun within so many hours, or one that mends was broken off. */
  async isDue(hours: number): Promise<boolean> {
    const [{ due }] = await select<{ due: boolean }>(
      this.db(),
      `SELECT NOT EXISTS (
         SELECT 1 FROM clerk_reconciliation
         WHERE NOT dry_run AND since IS NULL AND status <> 'running' AND created_at > now() - make_interval(secs => ?)
       ) AS due`,
      [hours * 3600]
    )
    return due
  }

  /** Forgets those of more than so many days ago. */
  async prune(days: number): Promise<void> {
    await change(this.db(), "DELETE FROM clerk_reconciliation WHERE created_at < now() - make_interval(days => ?) AND status <> 'running'", [
      days,
    ])
  }
}

const covers = (found: ReconciliationRecord, { dry_run, since }: ReconciliationScope): boolean =>
  found.dry_run === dry_run && (found.since === null ? since === null : since !== null && found.since <= since)
