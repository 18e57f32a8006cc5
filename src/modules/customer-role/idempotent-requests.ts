import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { LEASE_SECONDS } from "../../locking/lease"
import { change, select } from "../../postgres/sql"

const COLUMNS = "id, result_id, status, attempt, leased_until < now() AS abandoned"

/** The operations with idempotency keys. Each has its own keys. */
export type IdempotentOperation = "quote_request" | "quote_message" | "bulk_cart"

/** A request with an idempotency key. */
export type IdempotentRequest = {
  id: string
  /** The id chosen in advance for what the request creates. */
  result_id: string
  status: "running" | "done"
  /** Goes up with each takeover. Updates that name an earlier attempt have no effect. */
  attempt: number
  /** Whether the lease has run out. */
  abandoned: boolean
}

/** A request to begin. */
export type NewIdempotentRequest = {
  customer_id: string
  operation: IdempotentOperation
  idempotency_key: string
  body_hash: string
  result_id: string
}

/** Requests that run once per key, customer and operation. A unique index guarantees it. */
export class IdempotentRequests {
  constructor(private readonly db: () => Knex) {}

  /**
   * Begins a request, or returns the earlier one with the same key.
   *
   * @throws CustomerRoleError `idempotency_key_reused` if the earlier one had another body
   */
  async begin(request: NewIdempotentRequest): Promise<{ request: IdempotentRequest; isOwn: boolean }> {
    const { customer_id, operation, idempotency_key, body_hash, result_id } = request
    const [own] = await select<IdempotentRequest>(
      this.db(),
      `INSERT INTO idempotent_request (id, customer_id, operation, idempotency_key, body_hash, result_id, leased_until)
       VALUES (?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
       ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [generateEntityId(undefined, "idem"), customer_id, operation, idempotency_key, body_hash, result_id, LEASE_SECONDS]
    )
    if (own) {
      return { request: own, isOwn: true }
    }
    const [first] = await select<IdempotentRequest & { body_hash: string }>(
      this.db(),
      `SELECT ${COLUMNS}, body_hash FROM idempotent_request WHERE customer_id = ? AND operation = ? AND idempotency_key = ?`,
      [customer_id, operation, idempotency_key]
    )
    // The earlier request was refused and deleted in between.
    if (!first) {
      return this.begin(request)
    }
    if (first.body_hash !== body_hash) {
      throw new CustomerRoleError("idempotency_key_reused")
    }
    return { request: first, isOwn: false }
  }

  /** Renews the lease. Call it every few seconds. */
  async keep({ id, attempt }: IdempotentRequest): Promise<void> {
    await change(
      this.db(),
      "UPDATE idempotent_request SET leased_until = now() + make_interval(secs => ?) WHERE id = ? AND attempt = ? AND status = 'running'",
      [LEASE_SECONDS, id, attempt]
    )
  }

  /** Takes over a request whose lease has run out. Only one process succeeds. */
  async takeOver({ id, attempt }: IdempotentRequest): Promise<IdempotentRequest | undefined> {
    const [taken] = await select<IdempotentRequest>(
      this.db(),
      `UPDATE idempotent_request SET attempt = attempt + 1, leased_until = now() + make_interval(secs => ?)
       WHERE id = ? AND attempt = ? AND status = 'running' AND leased_until < now() RETURNING ${COLUMNS}`,
      [LEASE_SECONDS, id, attempt]
    )
    return taken
  }

  /** Marks a request as done. Returns `false` if another process has taken over. */
  async finish({ id, attempt }: IdempotentRequest): Promise<boolean> {
    const finished = await change(
      this.db(),
      "UPDATE idempotent_request SET status = 'done' WHERE id = ? AND attempt = ? AND status = 'running'",
      [id, attempt]
    )
    return finished > 0
  }

  /** Deletes a refused request, so that its key can be used again. */
  async forget({ id, attempt }: IdempotentRequest): Promise<void> {
    await change(this.db(), "DELETE FROM idempotent_request WHERE id = ? AND attempt = ? AND status = 'running'", [id, attempt])
  }

  /** Deletes requests older than this many days. Returns how many. */
  async prune(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM idempotent_request WHERE created_at < now() - make_interval(days => ?)", [days])
  }
}
