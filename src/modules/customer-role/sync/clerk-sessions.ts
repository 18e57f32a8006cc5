import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../../postgres/sql"
import { storableClerkUser } from "../erasure/erased-persons"

/**
 * Finds a session for which a credential was issued and whose end no webhook has announced. `refuseLostAccess` refuses the
 * credentials of all others.
 */
export const LIVE_SESSION =
  "SELECT 1 FROM clerk_session s WHERE s.clerk_session_id = ? AND s.exchanged_at IS NOT NULL AND s.ended_at IS NULL"

/**
 * The Clerk sessions for which Medusa tokens and cookies were issued. Each credential names its session, so that signing
 * out in one browser leaves the other browsers alone. A session that is not in this table is not valid.
 */
export class ClerkSessions {
  constructor(private readonly db: () => Knex) {}

  /**
   * Records that a credential is issued or refreshed for a session. Returns `false` if the session has ended: its webhook
   * may arrive before the exchange.
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

  /** Records the end of a session, even one without a credential so far. */
  async end(sessionId: string, clerkUserId: string | null): Promise<void> {
    await change(
      this.db(),
      `INSERT INTO clerk_session AS s (clerk_session_id, clerk_user_id, ended_at)
       SELECT i.id, ${storableClerkUser("i.clerk_user_id")}, now() FROM (SELECT ?::text AS id, ?::text AS clerk_user_id) i
       ON CONFLICT (clerk_session_id) DO UPDATE SET ended_at = COALESCE(s.ended_at, now()), updated_at = now()`,
      [sessionId, clerkUserId]
    )
  }

  /** Deletes sessions that have been inactive for this many days. Returns how many. */
  async prune(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM clerk_session WHERE updated_at < now() - make_interval(days => ?)", [days])
  }
}
