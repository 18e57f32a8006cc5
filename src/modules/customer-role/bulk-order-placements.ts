import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, select } from "../../postgres/sql"

/** How long a process may be silent before another one puts right what it has left. Whoever is at it says so more often. */
export const PLACEMENT_LEASE_SECONDS = 20

const COLUMNS = "id, customer_id, idempotency_key, quote_id, order_id, line_count, status, paying, leased_until < now() AS abandoned"

/** An attempt to place a bulk order. */
export type Placement = {
  id: string
  customer_id: string
  idempotency_key: string | null
  /** The quote that the order accepts. */
  quote_id: string | null
  /** The id that the order has, or would have had. */
  order_id: string
  /** At most so many lines has the order. */
  line_count: number
  status: PlacementStatus
  /** Whether the payment provider may have been asked for the money. */
  paying: boolean
  /** Whether the process that was at it has fallen silent. */
  abandoned: boolean
}

/**
 * Where an attempt stands: the process that began it is at it; nothing is to be left of it; the order is complete; or it
 * has been told of, too. From the first of these it goes on to the second or the third, never from one of those to the other.
 */
export type PlacementStatus = "running" | "undoing" | "placed" | "done"

/** What a new attempt begins with. */
export type NewPlacement = Pick<Placement, "customer_id" | "idempotency_key" | "quote_id" | "order_id" | "line_count"> & {
  body_hash: string
}

/** What became of beginning: one's own attempt, the one that has the key, or another one for the same quote. */
export type BegunPlacement = { placement: Placement; whose: "own" | "repeated" | "another" }

/** The attempts to place bulk orders. */
export class BulkOrderPlacements {
  constructor(private readonly db: () => Knex) {}

  /**
   * Begins an attempt, unless the customer has already used the key, for orders or for acceptances, or there is one for the
   * quote.
   *
   * @throws CustomerRoleError `idempotency_key_reused` where he has used it for something else
   */
  async begin(attempt: NewPlacement): Promise<BegunPlacement> {
    const { customer_id, idempotency_key, quote_id, body_hash, order_id, line_count } = attempt
    const [own] = await select<Placement>(
      this.db(),
      `INSERT INTO bulk_order_placement (id, customer_id, idempotency_key, quote_id, body_hash, order_id, line_count, leased_until)
       VALUES (?, ?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
       ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [
        generateEntityId(undefined, "bulk"),
        customer_id,
        idempotency_key,
        quote_id,
        body_hash,
        order_id,
        line_count,
        PLACEMENT_LEASE_SECONDS,
      ]
    )
    if (own) {
      return { placement: own, whose: "own" }
    }
    // The one with the same key, if there is one, before that for the same quote.
    const [first] = await select<Placement & { body_hash: string }>(
      this.db(),
      `SELECT ${COLUMNS}, body_hash FROM bulk_order_placement
       WHERE customer_id = ? AND idempotency_key = ? AND (quote_id IS NULL) = ? OR quote_id = ?
       ORDER BY customer_id = ? AND idempotency_key = ? DESC NULLS LAST LIMIT 1`,
      [customer_id, idempotency_key, quote_id === null, quote_id, customer_id, idempotency_key]
    )
    // It has just been refused and forgotten.
    if (!first) {
      return this.begin(attempt)
    }
    const isRepeated = idempotency_key !== null && first.idempotency_key === idempotency_key && first.customer_id === customer_id
    if (isRepeated && first.body_hash !== body_hash) {
      throw new CustomerRoleError("idempotency_key_reused")
    }
    return { placement: first, whose: isRepeated ? "repeated" : "another" }
  }

  /** The attempts of these that there are. */
  async listExisting(ids: string[]): Promise<string[]> {
    const rows = await select<{ id: string }>(this.db(), "SELECT id FROM bulk_order_placement WHERE id = ANY(?)", [ids])
    return rows.map(({ id }) => id)
  }

  /** Says that somebody is still at an attempt: to be called every few seconds. */
  async keep(id: string): Promise<void> {
    await change(
      this.db(),
      "UPDATE bulk_order_placement SET leased_until = now() + make_interval(secs => ?), updated_at = now() WHERE id = ? AND status <> 'done'",
      [PLACEMENT_LEASE_SECONDS, id]
    )
  }

  /**
   * Notes that from now on the attempt may write more than its own row. Gives whether it is still in the hands of the
   * process that began it, which then has the whole lease before it.
   */
  async open(id: string): Promise<boolean> {
    return this.hold(id, "opened")
  }

  /** Notes that from now on the payment provider may be asked for the money. Gives as {@link open}. */
  async pay(id: string): Promise<boolean> {
    return this.hold(id, "paying")
  }

  private async hold(id: string, mark: "opened" | "paying"): Promise<boolean> {
    const held = await change(
      this.db(),
      `UPDATE bulk_order_placement SET ${mark} = true, leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND status = 'running'`,
      [PLACEMENT_LEASE_SECONDS, id]
    )
    return held > 0
  }

  /** Takes back that the payment provider may have been asked. */
  async unpay(id: string): Promise<void> {
    await change(this.db(), "UPDATE bulk_order_placement SET paying = false WHERE id = ? AND status = 'running'", [id])
  }

  /** Notes, in a transaction, that the order is complete: nobody undoes it from now on. Gives as {@link open}. */
  async complete(id: string, orderId: string, trx: Knex.Transaction): Promise<boolean> {
    const completed = await change(
      trx,
      "UPDATE bulk_order_placement SET status = 'placed', order_id = ?, updated_at = now() WHERE id = ? AND status = 'running'",
      [orderId, id]
    )
    return completed > 0
  }

  /** Notes that those who listen have been told of a complete order. */
  async finish(id: string): Promise<void> {
    await change(this.db(), "UPDATE bulk_order_placement SET status = 'done', updated_at = now() WHERE id = ? AND status = 'placed'", [id])
  }

  /**
   * Decides that nothing is to be left of an attempt, and gives it to whoever is to see to that: nobody where it is
   * complete, or where somebody else is at it.
   */
  async giveUp(id: string): Promise<Placement | undefined> {
    const [given] = await select<Placement>(
      this.db(),
      `UPDATE bulk_order_placement SET status = 'undoing', leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND (status = 'running' OR status = 'undoing' AND leased_until < now()) RETURNING ${COLUMNS}`,
      [PLACEMENT_LEASE_SECONDS, id]
    )
    return given
  }

  /** Keeps in mind what is to be undone of an attempt that no row stands for. */
  async addUndoing({
    id,
    customer_id,
    order_id,
    line_count,
  }: Pick<Placement, "id" | "customer_id" | "order_id" | "line_count">): Promise<void> {
    await change(
      this.db(),
      `INSERT INTO bulk_order_placement (id, customer_id, body_hash, order_id, line_count, status, opened, paying, leased_until)
       VALUES (?, ?, '', ?, ?, 'undoing', true, true, now() + make_interval(secs => ?))`,
      [id, customer_id, order_id, line_count, PLACEMENT_LEASE_SECONDS]
    )
  }

  /** Lets the process that began an attempt, and that has left nothing of it, try again. */
  async restart(id: string): Promise<void> {
    await change(
      this.db(),
      `UPDATE bulk_order_placement
       SET status = 'running', opened = false, paying = false, leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND status = 'undoing'`,
      [PLACEMENT_LEASE_SECONDS, id]
    )
  }

  /** Forgets an attempt of which nothing is left: its key is free again. */
  async forget(id: string): Promise<void> {
    await change(this.db(), "DELETE FROM bulk_order_placement WHERE id = ? AND status = 'undoing'", [id])
  }

  /** Forgets an attempt that was refused before it could write anything. Gives whether it was one. */
  async forgetUnopened(id: string): Promise<boolean> {
    const forgotten = await change(this.db(), "DELETE FROM bulk_order_placement WHERE id = ? AND status = 'running' AND NOT opened", [id])
    return forgotten > 0
  }

  /** Takes over an attempt whose process has fallen silent, or that very one. What one process takes no other gets. */
  async takeOver(id: string | null = null): Promise<Placement | undefined> {
    const [taken] = await select<Placement>(
      this.db(),
      `UPDATE bulk_order_placement p
       SET status = CASE p.status WHEN 'running' THEN 'undoing' ELSE p.status END,
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
    return change(this.db(), "DELETE FROM bulk_order_placement WHERE status = 'done' AND created_at < now() - make_interval(days => ?)", [
      days,
    ])
  }
}
