import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../../postgres/sql"
import { storableClerkUser } from "../erasure/erased-persons"

/**
 * The Clerk sessions that Medusa tokens and cookies were exchanged in. Each credential names its session, so that ending
 * one browser's session leaves the other's alone. A session that is not known here does not count.
 */
export class ClerkSessions {
  constructor(private readonly db: () => Knex) {}

  /**
   * Notes that a credential is given out, or given out anew, in a session. Gives `false` where the session has ended: the
   * webhook may have been here before the exchange.
   */
  async begin(sessionId: string, clerkUserId: string): Promise<boolean> {
    const [{ ended_at }] = await select<{ ended_at: Date | null }>(
      this.db(),
      `INSERT INTO clerk_session AS s (clerk_session_id, clerk_user_id, exchanged_at) VALUES (?, ?, now())
       ON CONFLICT (clerk_session_id) DO UPDATE SET exchanged_at = now(), clerk_user_id = EXCLUDED.clerk_user_id, updated_at = now()
       RETURNING ended_at`,
      [sessionId, clerkUserId]
    )
    return ended_at === null
  }

  /** Notes that a session has ended, also one in which nothing was exchanged yet. */
  async end(sessionId: string, clerkUserId: string | null): Promise<void> {
    await change(
      this.db(),
      `INSERT INTO clerk_session AS s (clerk_session_id, clerk_user_id, ended_at)
       SELECT i.id, ${storableClerkUser("i.clerk_user_id")}, now() FROM (SELECT ?::text AS id, ?::text AS clerk_user_id) i
       ON CONFLICT (clerk_session_id) DO UPDATE SET ended_at = COALESCE(s.ended_at, now()), updated_at = now()`,
      [sessionId, clerkUserId]
    )
  }

  /** Whether a credential was exchanged in the session, and the session has not ended as far as we were told. */
  async isLive(sessionId: string): Promise<boolean> {
    const rows = await select(
      this.db(),
      "SELECT 1 FROM clerk_session WHERE clerk_session_id = ? AND exchanged_at IS NOT NULL AND ended_at IS NULL",
      [sessionId]
    )
    return rows.length > 0
  }

  /** Forgets sessions in which nothing was exchanged or refreshed, and that have not ended, for so many days. Gives how many. */
  async prune(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM clerk_session WHERE updated_at < now() - make_interval(days => ?)", [days])
  }
}
