import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../../postgres/sql"
import type { CustomerMetaRecord, WriteBackItem } from "../types"

/** How long a process may take over what it has claimed before another one may. */
const LEASE_SECONDS = 60

/** What is waiting to be written to Clerk. */
export type WriteBackState = {
  /** All that is waiting. */
  waiting: number
  /** Of these, what has failed at least once. */
  failing: number
  /** Since when the oldest has been waiting. */
  oldest_since: Date | null
}

/** A role that could not be written so far, and why. */
export type WriteBackFailure = WriteBackItem & { reason: string | null; due_at: Date }

/**
 * Which roles are to be written to Clerk. An entry is made in the transaction that changes the role, and goes when Clerk
 * has it: neither a crash nor Clerk being away loses one. One entry for each record, however often it changes meanwhile.
 */
export class WriteBackQueue {
  constructor(private readonly db: () => Knex) {}

  /** Asks for a role to be written, now. */
  async add(record: Pick<CustomerMetaRecord, "id" | "customer_id" | "clerk_user_id">, db: Knex = this.db()): Promise<void> {
    await change(
      db,
      `INSERT INTO clerk_write_back AS q (customer_meta_id, customer_id, clerk_user_id) VALUES (?, ?, ?)
       ON CONFLICT (customer_meta_id) DO UPDATE SET due_at = now(), attempts = 0, version = q.version + 1, updated_at = now()`,
      [record.id, record.customer_id, record.clerk_user_id]
    )
  }

  /** There is nobody left to write to. */
  async remove(recordId: string, db: Knex = this.db()): Promise<void> {
    await change(db, "DELETE FROM clerk_write_back WHERE customer_meta_id = ?", [recordId])
  }

  /** Takes what is due, for a while: no other process takes it meanwhile. */
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

  /** Clerk has it. Where the role has changed meanwhile, it stays, and is due. */
  async done({ customer_meta_id, version }: WriteBackItem): Promise<void> {
    const removed = await change(this.db(), "DELETE FROM clerk_write_back WHERE customer_meta_id = ? AND version = ?", [
      customer_meta_id,
      version,
    ])
    if (!removed) {
      await change(this.db(), "UPDATE clerk_write_back SET leased_until = NULL WHERE customer_meta_id = ?", [customer_meta_id])
    }
  }

  /** Clerk does not have it: it is due again later. */
  async postpone({ customer_meta_id, version }: WriteBackItem, reason: string, seconds: number): Promise<void> {
    await change(
      this.db(),
      `UPDATE clerk_write_back SET leased_until = NULL, reason = ?, updated_at = now(), attempts = attempts + 1,
         due_at = CASE WHEN version = ? THEN now() + make_interval(secs => ?) ELSE due_at END
       WHERE customer_meta_id = ?`,
      [reason, version, seconds, customer_meta_id]
    )
  }

  /** Clerk is away, or wants to be left alone: nothing is due before that is over. */
  async postponeAll(seconds: number): Promise<void> {
    await change(
      this.db(),
      "UPDATE clerk_write_back SET due_at = now() + make_interval(secs => ?) WHERE due_at < now() + make_interval(secs => ?)",
      [seconds, seconds]
    )
  }

  /** Makes everything due that is waiting for its next attempt. Gives how much. */
  async hurry(): Promise<number> {
    return change(this.db(), "UPDATE clerk_write_back SET due_at = now() WHERE due_at > now()")
  }

  /** Seconds until the next entry is due; `null` where nothing waits. */
  async secondsUntilDue(): Promise<number | null> {
    const [{ seconds }] = await select<{ seconds: string | null }>(
      this.db(),
      "SELECT extract(epoch FROM min(greatest(due_at, leased_until)) - now()) AS seconds FROM clerk_write_back"
    )
    return seconds === null ? null : Math.max(0, Number(seconds))
  }

  async state(): Promise<WriteBackState> {
    const [{ waiting, failing, oldest_since }] = await select<{ waiting: string; failing: string; oldest_since: Date | null }>(
      this.db(),
      "SELECT count(*) AS waiting, count(*) FILTER (WHERE attempts > 0) AS failing, min(created_at) AS oldest_since FROM clerk_write_back"
    )
    return { waiting: Number(waiting), failing: Number(failing), oldest_since }
  }

  /** What has failed and is waiting for its next attempt, the oldest first. */
  async failures(limit: number): Promise<WriteBackFailure[]> {
    return select<WriteBackFailure>(
      this.db(),
      `SELECT customer_meta_id, customer_id, clerk_user_id, attempts, version, reason, due_at FROM clerk_write_back
       WHERE attempts > 0 ORDER BY created_at, customer_meta_id LIMIT ?`,
      [limit]
    )
  }
}
