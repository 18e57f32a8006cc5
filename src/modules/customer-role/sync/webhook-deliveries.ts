import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change, select } from "../../../postgres/sql"
import { storableClerkUser } from "../erasure/erased-persons"
import type { DeliveryOutcome, DeliveryRecord, IncomingDelivery, RoleEventName } from "../types"

/**
 * Applied or ignored is said when the change is committed, and counts only once the rest of the work is done as well:
 * until then, the delivery is one that was received.
 */
const OUTCOME = "CASE WHEN outcome = 'failed' OR finished_at IS NOT NULL THEN outcome ELSE 'received' END"

const COLUMNS = `svix_id, type, clerk_user_id, event_at, ${OUTCOME} AS outcome,
  CASE WHEN finished_at IS NULL AND outcome <> 'failed' THEN NULL ELSE reason END AS reason,
  attempts, created_at AS received_at, updated_at AS last_attempt_at`

/** Failed, or broken off. */
const OPEN = "finished_at IS NULL AND (outcome = 'failed' OR updated_at < now() - interval '1 minute')"

/** A Clerk user and the deliveries about him whose work is not done. */
export type OpenUser = {
  clerk_user_id: string
  svix_ids: string[]
  /** One of them says that he was deleted. */
  deleted: boolean
}

/** Counts of deliveries by what became of them. */
export type DeliveryCounts = Record<DeliveryOutcome, number>

/** What became of each webhook delivery. */
export class WebhookDeliveries {
  constructor(private readonly db: () => Knex) {}

  /** Notes that a delivery has come in, once more perhaps. Gives whether there is anything left to do. */
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

  /** Says in the transaction of a change which delivery made it, and what others are to be told. */
  async markApplied(trx: Knex.Transaction, svixId: string, events: RoleEventName[]): Promise<void> {
    await change(trx, "UPDATE clerk_webhook_delivery SET outcome = 'applied', reason = NULL, events = ?::jsonb WHERE svix_id = ?", [
      JSON.stringify(events),
      svixId,
    ])
  }

  /** What others are to be told of a change that an earlier attempt of the delivery has made, and died; `null`: none has. */
  async untoldEvents(trx: Knex.Transaction, svixId: string): Promise<RoleEventName[] | null> {
    const [found] = await select<{ events: RoleEventName[] | null }>(
      trx,
      "SELECT events FROM clerk_webhook_delivery WHERE svix_id = ? AND finished_at IS NULL",
      [svixId]
    )
    return found?.events ?? null
  }

  /**
   * Notes that all of a delivery's work is done: from now on it is acknowledged only. One that has made a change stays
   * applied, also where a later attempt found nothing left to do.
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
   * Notes why a delivery could not be dealt with. Clerk sends it again. Another process may have found the change made
   * and called it done, which is undone now: so it counts as not done.
   */
  async fail(svixId: string, reason: string): Promise<void> {
    await change(
      this.db(),
      "UPDATE clerk_webhook_delivery SET outcome = 'failed', reason = ?, finished_at = NULL, updated_at = now() WHERE svix_id = ?",
      [reason, svixId]
    )
  }

  /** Ends deliveries whose user has been compared with Clerk anew since, whatever they would have brought. */
  async finishOpen(svixIds: string[]): Promise<void> {
    await change(
      this.db(),
      `UPDATE clerk_webhook_delivery SET finished_at = now(), updated_at = now(), outcome = 'applied', reason = 'synced_since'
       WHERE svix_id = ANY(?) AND finished_at IS NULL`,
      [svixIds]
    )
  }

  /** Clerk users with deliveries whose work is not done; those that have waited longest for another attempt first. */
  async openUsers(limit: number): Promise<OpenUser[]> {
    return select<OpenUser>(
      this.db(),
      `SELECT clerk_user_id, array_agg(svix_id) AS svix_ids, bool_or(type = 'user.deleted') AS deleted FROM clerk_webhook_delivery
       WHERE ${OPEN} AND clerk_user_id IS NOT NULL GROUP BY clerk_user_id ORDER BY min(updated_at), clerk_user_id LIMIT ?`,
      [limit]
    )
  }

  /** Puts deliveries behind those that have not been tried again yet. */
  async touch(svixIds: string[]): Promise<void> {
    await change(this.db(), "UPDATE clerk_webhook_delivery SET updated_at = now() WHERE svix_id = ANY(?) AND finished_at IS NULL", [svixIds])
  }

  /** The delivery that came in last; `null` where there was none. */
  async last(): Promise<DeliveryRecord | null> {
    const [found] = await select<DeliveryRecord>(
      this.db(),
      `SELECT ${COLUMNS} FROM clerk_webhook_delivery ORDER BY created_at DESC, svix_id DESC LIMIT 1`
    )
    return found ?? null
  }

  /** How many deliveries had which outcome, among those that are still kept. */
  async counts(): Promise<DeliveryCounts> {
    const rows = await select<{ outcome: DeliveryOutcome; count: string }>(
      this.db(),
      `SELECT ${OUTCOME} AS outcome, count(*) AS count FROM clerk_webhook_delivery GROUP BY 1`
    )
    const none: DeliveryCounts = { received: 0, applied: 0, ignored: 0, failed: 0 }
    return { ...none, ...Object.fromEntries(rows.map(({ outcome, count }) => [outcome, Number(count)])) }
  }

  /** Deliveries whose work is not done: failed ones, and those that were broken off more than a minute ago. Newest first. */
  async open(limit: number): Promise<DeliveryRecord[]> {
    return select<DeliveryRecord>(
      this.db(),
      `SELECT ${COLUMNS} FROM clerk_webhook_delivery
       WHERE ${OPEN}
       ORDER BY updated_at DESC, svix_id LIMIT ?`,
      [limit]
    )
  }

  /** Forgets deliveries of more than so many days ago. Gives how many. */
  async prune(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM clerk_webhook_delivery WHERE created_at < now() - make_interval(days => ?)", [days])
  }
}
