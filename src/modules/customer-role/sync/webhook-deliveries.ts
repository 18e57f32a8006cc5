import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../../postgres/sql"
import { storableClerkUser } from "../erasure/erased-persons"
import type { DeliveryOutcome, DeliveryRecord, IncomingDelivery, RoleEventName } from "../types"

/**
 * The change commits its outcome before the rest of the work is done. Until that is finished, the delivery counts as
 * `received`.
 */
const OUTCOME = "CASE WHEN outcome = 'failed' OR finished_at IS NOT NULL THEN outcome ELSE 'received' END"

const COLUMNS = `svix_id, type, clerk_user_id, event_at, ${OUTCOME} AS outcome,
  CASE WHEN finished_at IS NULL AND outcome <> 'failed' THEN NULL ELSE reason END AS reason,
  attempts, created_at AS received_at, updated_at AS last_attempt_at`

/** Failed or interrupted deliveries. */
const OPEN = "finished_at IS NULL AND (outcome = 'failed' OR updated_at < now() - interval '1 minute')"

/** A Clerk user and their unfinished deliveries. */
export type OpenUser = {
  clerk_user_id: string
  svix_ids: string[]
  /** Whether one of them announces the user's deletion. */
  deleted: boolean
}

/** Deliveries by outcome. */
export type DeliveryCounts = Record<DeliveryOutcome, number>

/** The webhook deliveries and their outcomes. */
export class WebhookDeliveries {
  constructor(private readonly db: () => Knex) {}

  /** Records that a delivery has arrived. Returns `false` if an earlier attempt has finished it. */
  async begin({ svix_id, type, clerk_user_id, event_at }: IncomingDelivery): Promise<boolean> {
    const rows = await select(
      this.db(),
      `INSERT INTO clerk_webhook_delivery AS d (svix_id, type, clerk_user_id, event_at)
       SELECT i.svix_id, i.type, ${storableClerkUser("i.clerk_user_id")}, i.event_at
       FROM (SELECT ?::text AS svix_id, ?::text AS type, ?::text AS clerk_user_id, ?::timestamptz AS event_at) i
       ON CONFLICT (svix_id) DO UPDATE SET attempts = d.attempts + 1, updated_at = now() WHERE d.finished_at IS NULL
       RETURNING svix_id`,
      [svix_id, type, clerk_user_id, event_at]
    )
    return rows.length > 0
  }

  /** Records, in the transaction of a change, the delivery that made it and the events to emit. */
  async markApplied(trx: Knex.Transaction, svixId: string, events: RoleEventName[]): Promise<void> {
    await change(trx, "UPDATE clerk_webhook_delivery SET outcome = 'applied', reason = NULL, events = ?::jsonb WHERE svix_id = ?", [
      JSON.stringify(events),
      svixId,
    ])
  }

  /** Returns the events of a change that an earlier attempt of the delivery made before it died, or `null`. */
  async unsentEvents(trx: Knex.Transaction, svixId: string): Promise<RoleEventName[] | null> {
    const [found] = await select<{ events: RoleEventName[] | null }>(
      trx,
      "SELECT events FROM clerk_webhook_delivery WHERE svix_id = ? AND finished_at IS NULL",
      [svixId]
    )
    return found?.events ?? null
  }

  /**
   * Marks a delivery as finished: repeats of it are only acknowledged. A delivery that made a change stays `applied`, even
   * if a later attempt found nothing to do.
   */
  async finish(svixId: string, outcome: "applied" | "ignored", reason: string | null): Promise<void> {
    await change(
      this.db(),
      `UPDATE clerk_webhook_delivery SET finished_at = now(), updated_at = now(),
         outcome = CASE WHEN events IS NOT NULL THEN 'applied' ELSE ? END,
         reason = CASE WHEN events IS NOT NULL AND ? = 'ignored' THEN NULL ELSE ? END
       WHERE svix_id = ? AND finished_at IS NULL`,
      [outcome, outcome, reason, svixId]
    )
  }

  /**
   * Records why a delivery failed. Clerk sends it again. Clears `finished_at`, since another process may have finished the
   * delivery because of a change that is undone now.
   */
  async fail(svixId: string, reason: string): Promise<void> {
    await change(
      this.db(),
      "UPDATE clerk_webhook_delivery SET outcome = 'failed', reason = ?, finished_at = NULL, updated_at = now() WHERE svix_id = ?",
      [reason, svixId]
    )
  }

  /** Finishes open deliveries whose user has been compared with Clerk since. */
  async finishOpen(svixIds: string[]): Promise<void> {
    await change(
      this.db(),
      `UPDATE clerk_webhook_delivery SET finished_at = now(), updated_at = now(), outcome = 'applied', reason = 'synced_since'
       WHERE svix_id = ANY(?) AND finished_at IS NULL`,
      [svixIds]
    )
  }

  /** Returns the Clerk users with open deliveries, those who have waited longest for a retry first; or one of them. */
  async openUsers(limit: number, clerkUserId: string | null = null): Promise<OpenUser[]> {
    return select<OpenUser>(
      this.db(),
      `SELECT clerk_user_id, array_agg(svix_id) AS svix_ids, bool_or(type = 'user.deleted') AS deleted FROM clerk_webhook_delivery
       WHERE ${OPEN} AND clerk_user_id = COALESCE(?, clerk_user_id) GROUP BY clerk_user_id ORDER BY min(updated_at), clerk_user_id LIMIT ?`,
      [clerkUserId, limit]
    )
  }

  /** Moves deliveries to the end of the queue of {@link openUsers}. */
  async touch(svixIds: string[]): Promise<void> {
    await change(this.db(), "UPDATE clerk_webhook_delivery SET updated_at = now() WHERE svix_id = ANY(?) AND finished_at IS NULL", [
      svixIds,
    ])
  }

  /** Returns the delivery that arrived last, or `null`. */
  async last(): Promise<DeliveryRecord | null> {
    const [found] = await select<DeliveryRecord>(
      this.db(),
      `SELECT ${COLUMNS} FROM clerk_webhook_delivery ORDER BY created_at DESC, svix_id DESC LIMIT 1`
    )
    return found ?? null
  }

  /** Counts the stored deliveries by outcome. */
  async counts(): Promise<DeliveryCounts> {
    const rows = await select<{ outcome: DeliveryOutcome; count: string }>(
      this.db(),
      `SELECT ${OUTCOME} AS outcome, count(*) AS count FROM clerk_webhook_delivery GROUP BY 1`
    )
    const none: DeliveryCounts = { received: 0, applied: 0, ignored: 0, failed: 0 }
    return { ...none, ...Object.fromEntries(rows.map(({ outcome, count }) => [outcome, Number(count)])) }
  }

  /** Returns failed deliveries and those interrupted more than a minute ago, newest first. */
  async open(limit: number): Promise<DeliveryRecord[]> {
    return select<DeliveryRecord>(
      this.db(),
      `SELECT ${COLUMNS} FROM clerk_webhook_delivery
       WHERE ${OPEN}
       ORDER BY updated_at DESC, svix_id LIMIT ?`,
      [limit]
    )
  }

  /** Deletes deliveries older than this many days. Returns how many. */
  async prune(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM clerk_webhook_delivery WHERE created_at < now() - make_interval(days => ?)", [days])
  }
}
