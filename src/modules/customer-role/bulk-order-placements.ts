import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, select } from "./sql"

/** How long a process may be silent before another one puts right what it has left. Whoever is at it says so more often. */
export const PLACEMENT_LEASE_SECONDS = 20

const COLUMNS = "id, customer_id, idempotency_key, order_id, line_count, status, leased_until < now() AS abandoned"

/** An attempt to place a bulk order. */
export type Placement = {
  id: string
  customer_id: string
  idempotency_key: string | null
  /** The id that the order has, or would have had. */
  order_id: string
  /** At most so many lines has the order. */
  line_count: number
  status: PlacementStatus
  /** Whether the process that was at it has fallen silent. */
  abandoned: boolean
}

/**
 * Where an attempt stands: the process that began it is at it, another one has taken it over, nothing is to be left of
 * it, or the order is there and paid for. Only in the first of these may the order be paid for.
 */
export type PlacementStatus = "running" | "settling" | "undoing" | "done"

/** What a new attempt begins with. */
export type NewPlacement = Pick<Placement, "customer_id" | "idempotency_key" | "order_id" | "line_count"> & { body_hash: string }

/** What became of beginning: one's own attempt, or the one that has the key. */
export type BegunPlacement = { placement: Placement; own: boolean }

/** The attempts to place bulk orders. */
export class BulkOrderPlacements {
  constructor(private readonly db: () => Knex) {}

  /**
   * Begins an attempt, unless the customer has already used the key.
   *
   * @throws CustomerRoleError `idempotency_key_reused` where he has used it for something else
   */
  async begin({ customer_id, idempotency_key, body_hash, order_id, line_count }: NewPlacement): Promise<BegunPlacement> {
    const [own] = await select<Placement>(
      this.db(),
      `INSERT INTO bulk_order_placement (id, customer_id, idempotency_key, body_hash, order_id, line_count, leased_until)
       VALUES (?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
       ON CONFLICT (customer_id, idempotency_key) DO NOTHING RETURNING ${COLUMNS}`,
      [generateEntityId(undefined, "bulk"), customer_id, idempotency_key, body_hash, order_id, line_count, PLACEMENT_LEASE_SECONDS]
    )
    if (own) {
      return { placement: own, own: true }
    }
    const [first] = await select<Placement & { body_hash: string }>(
      this.db(),
      `SELECT ${COLUMNS}, body_hash FROM bulk_order_placement WHERE customer_id = ? AND idempotency_key = ?`,
      [customer_id, idempotency_key]
    )
    // It has just been refused and forgotten.
    if (!first) {
      return this.begin({ customer_id, idempotency_key, body_hash, order_id, line_count })
    }
    if (first.body_hash !== body_hash) {
      throw new CustomerRoleError("idempotency_key_reused")
    }
    return { placement: first, own: false }
  }

  /** An attempt as it is now. */
  async find(id: string): Promise<Placement | undefined> {
    const [found] = await select<Placement>(this.db(), `SELECT ${COLUMNS} FROM bulk_order_placement WHERE id = ?`, [id])
    return found
  }

  /** Says that somebody is still at an attempt: to be called every few seconds. */
  async keep(id: string): Promise<void> {
    await change(
      this.db(),
      "UPDATE bulk_order_placement SET leased_until = now() + make_interval(secs => ?), updated_at = now() WHERE id = ? AND status <> 'done'",
      [PLACEMENT_LEASE_SECONDS, id]
    )
  }

  /** Whether the attempt is still in the hands of the process that began it, which then has the whole lease before it. */
  async hold(id: string): Promise<boolean> {
    const held = await change(
      this.db(),
      "UPDATE bulk_order_placement SET leased_until = now() + make_interval(secs => ?), updated_at = now() WHERE id = ? AND status = 'running'",
      [PLACEMENT_LEASE_SECONDS, id]
    )
    return held > 0
  }

  /** Notes that the order is there and paid for; gives whether the attempt was still in one's hands, as `from` says. */
  async finish(id: string, orderId: string, from: PlacementStatus = "running"): Promise<boolean> {
    const finished = await change(
      this.db(),
      "UPDATE bulk_order_placement SET status = 'done', order_id = ?, updated_at = now() WHERE id = ? AND status = ?",
      [orderId, id, from]
    )
    return finished > 0
  }

  /** Decides that nothing is to be left of an attempt. Who comes upon it from now on does not ask whether it was paid for. */
  async giveUp(id: string): Promise<void> {
    await change(
      this.db(),
      "UPDATE bulk_order_placement SET status = 'undoing', leased_until = now() + make_interval(secs => ?), updated_at = now() WHERE id = ?",
      [PLACEMENT_LEASE_SECONDS, id]
    )
  }

  /** Lets the process that began an attempt, and of which nothing is left, try again. Gives whether it still may. */
  async restart(id: string): Promise<boolean> {
    const restarted = await change(
      this.db(),
      `UPDATE bulk_order_placement SET status = 'running', leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND status IN ('running', 'undoing')`,
      [PLACEMENT_LEASE_SECONDS, id]
    )
    return restarted > 0
  }

  /** Forgets an attempt of which nothing is left: its key is free again. */
  async forget(id: string): Promise<void> {
    await change(this.db(), "DELETE FROM bulk_order_placement WHERE id = ?", [id])
  }

  /** Takes over an attempt whose process has fallen silent, or that very one. What one process takes no other gets. */
  async takeOver(id: string | null = null): Promise<Placement | undefined> {
    const [taken] = await select<Placement>(
      this.db(),
      `UPDATE bulk_order_placement p
       SET status = CASE p.status WHEN 'running' THEN 'settling' ELSE p.status END,
           leased_until = now() + make_interval(secs => ?), updated_at = now()
       FROM (SELECT id AS abandoned_id FROM bulk_order_placement
             WHERE status <> 'done' AND leased_until < now() AND (?::text IS NULL OR id = ?)
             ORDER BY leased_until LIMIT 1 FOR UPDATE SKIP LOCKED) abandoned
       WHERE p.id = abandoned.abandoned_id RETURNING ${COLUMNS}`,
      [PLACEMENT_LEASE_SECONDS, id, id]
    )
    return taken
  }

  /** Forgets orders that were placed more than so many days ago. Gives how many. */
  async prune(days: number): Promise<number> {
    return change(
      this.db(),
      "DELETE FROM bulk_order_placement WHERE status = 'done' AND created_at < now() - make_interval(days => ?)",
      [days]
    )
  }
}
