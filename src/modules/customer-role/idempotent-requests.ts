import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, select } from "../../postgres/sql"

/** How long a process may be silent before another one takes over what it has begun. Whoever is at it says so more often. */
export const REQUEST_LEASE_SECONDS = 20

const COLUMNS = "id, result_id, status, attempt, leased_until < now() AS abandoned"

/** What a key stands for: the same key means something else for another operation. */
export type IdempotentOperation = "quote_request" | "quote_message" | "bulk_cart"

/** A request with a key. */
export type IdempotentRequest = {
  id: string
  /** The id that what is made of it has, or would have had. */
  result_id: string
  status: "running" | "done"
  /** Whoever takes over has the next one: what is said of an earlier one does not count any more. */
  attempt: number
  /** Whether the process that was at it has fallen silent. */
  abandoned: boolean
}

/** What a new request begins with. */
export type NewIdempotentRequest = {
  customer_id: string
  operation: IdempotentOperation
  idempotency_key: string
  body_hash: string
  result_id: string
}

/** The requests that are carried out once for each key, customer and operation. A unique index sees to that. */
export class IdempotentRequests {
  constructor(private readonly db: () => Knex) {}

  /**
   * Begins a request, unless the customer has used the key for the operation before: then it gives that one.
   *
   * @throws CustomerRoleError `idempotency_key_reused` where it was another body
   */
  async begin(request: NewIdempotentRequest): Promise<{ request: IdempotentRequest; isOwn: boolean }> {
    const { customer_id, operation, idempotency_key, body_hash, result_id } = request
    const [own] = await select<IdempotentRequest>(
      this.db(),
      `INSERT INTO idempotent_request (id, customer_id, operation, idempotency_key, body_hash, result_id, leased_until)
       VALUES (?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?))
       ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [generateEntityId(undefined, "idem"), customer_id, operation, idempotency_key, body_hash, result_id, REQUEST_LEASE_SECONDS]
    )
    if (own) {
      return { request: own, isOwn: true }
    }
    const [first] = await select<IdempotentRequest & { body_hash: string }>(
      this.db(),
      `SELECT ${COLUMNS}, body_hash FROM idempotent_request WHERE customer_id = ? AND operation = ? AND idempotency_key = ?`,
      [customer_id, operation, idempotency_key]
    )
    // It has just been refused and forgotten.
    if (!first) {
      return this.begin(request)
    }
    if (first.body_hash !== body_hash) {
      throw new CustomerRoleError("idempotency_key_reused")
    }
    return { request: first, isOwn: false }
  }

  /** Says that somebody is still at a request: to be called every few seconds. */
  async keep({ id, attempt }: IdempotentRequest): Promise<void> {
    await change(
      this.db(),
      "UPDATE idempotent_request SET leased_until = now() + make_interval(secs => ?) WHERE id = ? AND attempt = ? AND status = 'running'",
      [REQUEST_LEASE_SECONDS, id, attempt]
    )
  }

  /** Takes over a request whose process has fallen silent. What one process takes no other gets. */
  async takeOver({ id, attempt }: IdempotentRequest): Promise<IdempotentRequest | undefined> {
    const [taken] = await select<IdempotentRequest>(
      this.db(),
      `UPDATE idempotent_request SET attempt = attempt + 1, leased_until = now() + make_interval(secs => ?)
       WHERE id = ? AND attempt = ? AND status = 'running' AND leased_until < now() RETURNING ${COLUMNS}`,
      [REQUEST_LEASE_SECONDS, id, attempt]
    )
    return taken
  }

  /** Notes that what the request asks for is there. Gives whether it was still in the hands of this attempt. */
  async finish({ id, attempt }: IdempotentRequest): Promise<boolean> {
    const finished = await change(
      this.db(),
      "UPDATE idempotent_request SET status = 'done' WHERE id = ? AND attempt = ? AND status = 'running'",
      [id, attempt]
    )
    return finished > 0
  }

  /** Forgets a request that was refused: its key is free again. */
  async forget({ id, attempt }: IdempotentRequest): Promise<void> {
    await change(this.db(), "DELETE FROM idempotent_request WHERE id = ? AND attempt = ? AND status = 'running'", [id, attempt])
  }

  /** Forgets requests of more than so many days ago. Gives how many. */
  async prune(days: number): Promise<number> {
    return change(this.db(), "DELETE FROM idempotent_request WHERE created_at < now() - make_interval(days => ?)", [days])
  }
}
