import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { change, select } from "../../../postgres/sql"
import type { Difference, DifferenceKind, DifferenceRecord } from "../types"

/** Which differences to return. */
export type DifferencePage = { limit: number; offset: number; kind?: DifferenceKind }

/** Known differences between customers and Clerk that the plugin could not or must not mend. */
export class Differences {
  constructor(private readonly db: () => Knex) {}

  /** Replaces these kinds of differences of Clerk users. Known ones keep their `created_at`. */
  async replace(clerkUserIds: string[], kinds: readonly DifferenceKind[], found: Difference[]): Promise<void> {
    await this.keepOnly(clerkUserIds, kinds, found)
    await this.add(found)
  }

  /** Deletes these kinds of differences of Clerk users, except those in `found`. */
  async keepOnly(clerkUserIds: string[], kinds: readonly DifferenceKind[], found: Difference[]): Promise<void> {
    const kept = found.map(({ clerk_user_id, kind }) => `${clerk_user_id} ${kind}`)
    await change(
      this.db(),
      `DELETE FROM clerk_difference
       WHERE clerk_user_id = ANY(?) AND kind = ANY(?) AND NOT (clerk_user_id || ' ' || kind = ANY(?))`,
      [clerkUserIds, [...kinds], kept]
    )
  }

  /** Adds differences. Known ones keep their `created_at`. */
  async add(found: Difference[]): Promise<void> {
    if (!found.length) {
      return
    }
    await change(
      this.db(),
      `INSERT INTO clerk_difference AS d (id, clerk_user_id, kind, customer_id, reason)
       SELECT f.id, f.clerk_user_id, f.kind, f.customer_id, f.reason
       FROM jsonb_to_recordset(?::jsonb) AS f (id text, clerk_user_id text, kind text, customer_id text, reason text)
       ON CONFLICT (clerk_user_id, kind) DO UPDATE
         SET customer_id = EXCLUDED.customer_id, reason = EXCLUDED.reason, updated_at = now()
         WHERE (d.customer_id, d.reason) IS DISTINCT FROM (EXCLUDED.customer_id, EXCLUDED.reason)`,
      [JSON.stringify(found.map((difference) => ({ id: generateEntityId(undefined, "cdiff"), ...difference })))]
    )
  }

  /** Deletes the differences of a Clerk user who is gone. */
  async forget(clerkUserId: string, db: Knex = this.db()): Promise<void> {
    await change(db, "DELETE FROM clerk_difference WHERE clerk_user_id = ?", [clerkUserId])
  }

  /** Returns a page of the differences, or of one kind of them, the newest first. */
  async list({ limit, offset, kind }: DifferencePage): Promise<DifferenceRecord[]> {
    return select<DifferenceRecord>(
      this.db(),
      `SELECT clerk_user_id, customer_id, kind, reason, created_at AS found_at FROM clerk_difference
       WHERE kind = COALESCE(?, kind) ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
      [kind ?? null, limit, offset]
    )
  }

  /** Returns the differences of a Clerk user. */
  async listOf(clerkUserId: string): Promise<DifferenceRecord[]> {
    return select<DifferenceRecord>(
      this.db(),
      "SELECT clerk_user_id, customer_id, kind, reason, created_at AS found_at FROM clerk_difference WHERE clerk_user_id = ? ORDER BY kind",
      [clerkUserId]
    )
  }

  /** Moves Clerk users to the end of the queue of {@link users}. */
  async touch(clerkUserIds: string[]): Promise<void> {
    await change(this.db(), "UPDATE clerk_difference SET updated_at = now() WHERE clerk_user_id = ANY(?)", [clerkUserIds])
  }

  /** Returns the Clerk users with differences, those who have waited longest for a retry first. */
  async users(limit: number): Promise<string[]> {
    const rows = await select<{ clerk_user_id: string }>(
      this.db(),
      "SELECT clerk_user_id FROM clerk_difference GROUP BY clerk_user_id ORDER BY min(updated_at), clerk_user_id LIMIT ?",
      [limit]
    )
    return rows.map(({ clerk_user_id }) => clerk_user_id)
  }

  async count(kind?: DifferenceKind): Promise<number> {
    const [{ count }] = await select<{ count: string }>(
      this.db(),
      "SELECT count(*) AS count FROM clerk_difference WHERE kind = COALESCE(?, kind)",
      [kind ?? null]
    )
    return Number(count)
  }

  /** Counts differences by kind. */
  async countByKind(): Promise<Partial<Record<DifferenceKind, number>>> {
    const rows = await select<{ kind: DifferenceKind; count: string }>(
      this.db(),
      "SELECT kind, count(*) AS count FROM clerk_difference GROUP BY kind ORDER BY kind"
    )
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]))
  }
}
