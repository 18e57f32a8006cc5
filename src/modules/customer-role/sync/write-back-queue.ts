import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../../postgres/sql"
import type { CustomerMetaRecord, WriteBackItem } from "../types"

/** Lease length of a claimed entry. After it, another process may claim the entry. */
const LEASE_SECONDS = 60

/** The state of the queue. */
export type WriteBackState = {
  /** Entries in the queue. */
  waiting: number
  /** Entries that have failed at least once. */
  failing: number
  /** When the oldest entry was queued. */
  oldest_since: Date | null
}

/** An entry that has failed, and why. */
export type WriteBackFailure = WriteBackItem & { reason: string | null; due_at: Date }

/**
 * The roles to write to Clerk. The transaction that changes a role adds its entry, and the entry stays until Clerk has the
 * role, so that neither a crash nor an outage loses one. One entry per record, however often it changes meanwhile.
 */
export class WriteBackQueue {
  constructor(private readonly db: () => Knex) {}

  /** Queues a role, due now. */
  async add(record: Pick<CustomerMetaRecord, "id" | "customer_id" | "clerk_user_id">, db: Knex = this.db()): Promise<void> {
    await change(
      db,
      `INSERT INTO clerk_write_back AS q (customer_meta_id, customer_id, clerk_user_id) VALUES (?, ?, ?)
       ON CONFLICT (customer_meta_id) DO UPDATE SET due_at = now(), attempts = 0, version = q.version + 1, updated_at = now()`,
      [record.id, record.customer_id, record.clerk_user_id]
    )
  }

  /** Removes the entry of a record that was closed or deleted. */
  async remove(recordId: string, db: Knex = this.db()): Promise<void> {
    await change(db, "DELETE FROM clerk_write_back WHERE customer_meta_id = ?", [recordId])
  }

  /** Claims due entries. No other process claims them until the lease ends. */
  async claim(limit: number): Promise<WriteBackItem[]> {
    return select<WriteBackItem>(
      this.db(),
      `UPDATE clerk_write_back q SET leased_until = now() + make_interval(secs => ?)
       FROM (SELECT customer_meta_id FROM clerk_write_back
             WHERE due_at <= now() AND (leased_until IS NULL OR leased_until < now())
             ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED) due
       WHERE q.customer_meta_id = due.customer_meta_id
       RETURNING q.customer_meta_id, q.customer_id, q.clerk_user_id, q.attempts, q.version`,
      [LEASE_SECONDS, limit]
    )
  }

  /** Removes an entry that Clerk has. If the role has changed meanwhile, the entry stays due. */
  async done({ customer_meta_id, version }: WriteBackItem): Promise<void> {
    const removed = await change(this.db(), "DELETE FROM clerk_write_back WHERE customer_meta_id = ? AND version = ?", [
      customer_meta_id,
      version,
    ])
    if (!removed) {
      await change(this.db(), "UPDATE clerk_write_back SET leased_until = NULL WHERE customer_meta_id = ?", [customer_meta_id])
    }
  }

  /** Makes a failed entry due again later. */
  async postpone({ customer_meta_id, version }: WriteBackItem, reason: string, seconds: number): Promise<void> {
    await change(
      this.db(),
      `UPDATE clerk_write_back SET leased_until = NULL, reason = ?, updated_at = now(), attempts = attempts + 1,
         due_at = CASE WHEN version = ? THEN now() + make_interval(secs => ?) ELSE due_at END
       WHERE customer_meta_id = ?`,
      [reason, version, seconds, customer_meta_id]
    )
  }

  /** Postpones the whole queue while Clerk is down or limits the rate. */
  async postponeAll(seconds: number): Promise<void> {
    await change(
      this.db(),
      "UPDATE clerk_write_back SET due_at = now() + make_interval(secs => ?) WHERE due_at < now() + make_interval(secs => ?)",
      [seconds, seconds]
    )
  }

  /** Makes all entries due now, or those of one Clerk user. Returns how many were not due yet. */
  async makeDue(clerkUserId: string | null = null): Promise<number> {
    return change(
      this.db(),
      "UPDATE clerk_write_back SET due_at = now() WHERE due_at > now() AND clerk_user_id = COALESCE(?, clerk_user_id)",
      [clerkUserId]
    )
  }

  /** Returns whether a Clerk user's role waits to be written. */
  async isWaiting(clerkUserId: string): Promise<boolean> {
    return (await select(this.db(), "SELECT 1 FROM clerk_write_back WHERE clerk_user_id = ? LIMIT 1", [clerkUserId])).length > 0
  }

  /** Returns the seconds until the next entry is due, or `null` if the queue is empty. */
  async secondsUntilDue(): Promise<number | null> {
    const [{ seconds }] = await select<{ seconds: string | null }>(
      this.db(),
      "SELECT extract(epoch FROM min(greatest(due_at, leased_until)) - now()) AS seconds FROM clerk_write_back"
    )
    return seconds === null ? null : Math.max(0, Number(seconds))
  }

  /** Returns what waits for a record, or `null`. */
  async find(customerMetaId: string): Promise<{ attempts: number; reason: string | null; next_attempt_at: Date } | null> {
    const [found] = await select<{ attempts: number; reason: string | null; next_attempt_at: Date }>(
      this.db(),
      "SELECT attempts, reason, due_at AS next_attempt_at FROM clerk_write_back WHERE customer_meta_id = ?",
      [customerMetaId]
    )
    return found ?? null
  }

  async state(): Promise<WriteBackState> {
    const [{ waiting, failing, oldest_since }] = await select<{ waiting: string; failing: string; oldest_since: Date | null }>(
      this.db(),
      "SELECT count(*) AS waiting, count(*) FILTER (WHERE attempts > 0) AS failing, min(created_at) AS oldest_since FROM clerk_write_back"
    )
    return { waiting: Number(waiting), failing: Number(failing), oldest_since }
  }

  /** Returns entries that have failed, oldest first. */
  async failures(limit: number): Promise<WriteBackFailure[]> {
    return select<WriteBackFailure>(
      this.db(),
      `SELECT customer_meta_id, customer_id, clerk_user_id, attempts, version, reason, due_at FROM clerk_write_back
       WHERE attempts > 0 ORDER BY created_at, customer_meta_id LIMIT ?`,
      [limit]
    )
  }
}
