import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, select } from "../../postgres/sql"
import type { PlacementStatus } from "./placement-status"

/** Lease length. A process that does not renew its lease in time is presumed dead, and others may settle its placement. */
export const PLACEMENT_LEASE_SECONDS = 20

const COLUMNS = "id, customer_id, idempotency_key, quote_id, order_id, line_count, status, paying, leased_until < now() AS abandoned"

/** One attempt to place a bulk order. */
export type Placement = {
  id: string
  customer_id: string
  idempotency_key: string | null
  /** The quote that the order accepts. */
  quote_id: string | null
  /** The id chosen for the order in advance. */
  order_id: string
  /** The most lines that the order can have. */
  line_count: number
  status: PlacementStatus
  /** Whether the payment provider may have been asked for the money. */
  paying: boolean
  /** Whether the lease has ended. */
  abandoned: boolean
}

/** What a new placement needs. */
export type NewPlacement = Pick<Placement, "customer_id" | "idempotency_key" | "quote_id" | "order_id" | "line_count"> & {
  body_hash: string
}

/** A placement and its origin: the caller's new one, an earlier request with the same key, or another request for the same quote. */
export type BegunPlacement = { placement: Placement; origin: "own" | "repeated" | "another" }

/** The attempts to place bulk orders: one row each, with its ids, its lease and its outcome. */
export class Placements {
  constructor(private readonly db: () => Knex) {}

  /**
   * Begins a placement. Returns the earlier one instead if the customer has used the key before, or if the quote has one. Keys
   * of orders and keys of acceptances are separate.
   *
   * @throws CustomerRoleError `idempotency_key_reused` if the earlier request with the key had another body
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
      return { placement: own, origin: "own" }
    }
    // A placement with the same key wins over one for the same quote.
    const [first] = await select<Placement & { body_hash: string }>(
      this.db(),
      `SELECT ${COLUMNS}, body_hash FROM bulk_order_placement
       WHERE customer_id = ? AND idempotency_key = ? AND (quote_id IS NULL) = ? OR quote_id = ?
       ORDER BY customer_id = ? AND idempotency_key = ? DESC NULLS LAST LIMIT 1`,
      [customer_id, idempotency_key, quote_id === null, quote_id, customer_id, idempotency_key]
    )
    // Another process refused and deleted it between the two statements.
    if (!first) {
      return this.begin(attempt)
    }
    const isRepeated = idempotency_key !== null && first.idempotency_key === idempotency_key && first.customer_id === customer_id
    if (isRepeated && first.body_hash !== body_hash) {
      throw new CustomerRoleError("idempotency_key_reused")
    }
    return { placement: first, origin: isRepeated ? "repeated" : "another" }
  }

  /** Returns which of these ids have a row. */
  async listExisting(ids: string[]): Promise<string[]> {
    const rows = await select<{ id: string }>(this.db(), "SELECT id FROM bulk_order_placement WHERE id = ANY(?)", [ids])
    return rows.map(({ id }) => id)
  }

  /** Renews the lease. Call it every few seconds. */
  async keep(id: string): Promise<void> {
    await change(
      this.db(),
      "UPDATE bulk_order_placement SET leased_until = now() + make_interval(secs => ?), updated_at = now() WHERE id = ? AND status <> 'done'",
      [PLACEMENT_LEASE_SECONDS, id]
    )
  }

  /**
   * Marks that the placement may write more than its own row from now on, and renews its lease. Returns false if another
   * process has taken it over.
   */
  async open(id: string): Promise<boolean> {
    return this.hold(id, "opened")
  }

  /** Marks that the payment provider may be asked for the money from now on. Renews the lease, and returns false like {@link open}. */
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

  /** Clears the mark of {@link pay}. */
  async unpay(id: string): Promise<void> {
    await change(this.db(), "UPDATE bulk_order_placement SET paying = false WHERE id = ? AND status = 'running'", [id])
  }

  /** Marks, in the caller's transaction, that the order is complete and must not be undone. Returns false like {@link open}. */
  async complete(id: string, orderId: string, trx: Knex.Transaction): Promise<boolean> {
    const completed = await change(
      trx,
      "UPDATE bulk_order_placement SET status = 'placed', order_id = ?, updated_at = now() WHERE id = ? AND status = 'running'",
      [orderId, id]
    )
    return completed > 0
  }

  /** Marks that the event of a complete order was emitted. */
  async finish(id: string): Promise<void> {
    await change(this.db(), "UPDATE bulk_order_placement SET status = 'done', updated_at = now() WHERE id = ? AND status = 'placed'", [id])
  }

  /** Claims a placement for rollback. Returns undefined if it is placed, or if another process holds its lease. */
  async giveUp(id: string): Promise<Placement | undefined> {
    const [given] = await select<Placement>(
      this.db(),
      `UPDATE bulk_order_placement SET status = 'undoing', leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND (status = 'running' OR status = 'undoing' AND leased_until < now()) RETURNING ${COLUMNS}`,
      [PLACEMENT_LEASE_SECONDS, id]
    )
    return given
  }

  /** Adds a row for a placement that began without one and must be undone now. */
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

  /** Lets the process that began a placement try again, after everything was undone. */
  async restart(id: string): Promise<void> {
    await change(
      this.db(),
      `UPDATE bulk_order_placement
       SET status = 'running', opened = false, paying = false, leased_until = now() + make_interval(secs => ?), updated_at = now()
       WHERE id = ? AND status = 'undoing'`,
      [PLACEMENT_LEASE_SECONDS, id]
    )
  }

  /** Deletes a placement whose effects are all undone, so that its key is free again. */
  async forget(id: string): Promise<void> {
    await change(this.db(), "DELETE FROM bulk_order_placement WHERE id = ? AND status = 'undoing'", [id])
  }

  /** Deletes a placement that was refused before it wrote anything. Returns false if it may have written something. */
  async forgetUnopened(id: string): Promise<boolean> {
    const forgotten = await change(this.db(), "DELETE FROM bulk_order_placement WHERE id = ? AND status = 'running' AND NOT opened", [id])
    return forgotten > 0
  }

  /** Takes over a placement after its lease has ended: the one with the id, or any. Two processes never take the same one. */
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

  /** Deletes `done` placements older than this many days. Returns how many. */
  async prune(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM bulk_order_placement WHERE status = 'done' AND created_at < now() - make_interval(days => ?)", [
      days,
    ])
  }
}
