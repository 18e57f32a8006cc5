import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"
import { OPEN_STATUSES } from "./transitions"

/**
 * Locks the customer's limits until the transaction ends. Without the lock, two parallel requests would each count without
 * the other and exceed the limit together.
 */
const lockLimits = async (trx: Knex.Transaction, customerId: string): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`quote_amounts:${customerId}`])
}

/**
 * Throws if a customer has reached the limit of open quotes. A quote is open while it is requested or can be accepted.
 *
 * @throws CustomerRoleError `limit_reached`
 *
 * @example
 * await requireRoomForQuote(trx, "cus_123", 200)
 */
export const requireRoomForQuote = async (trx: Knex.Transaction, customerId: string, most: number): Promise<void> => {
  await lockLimits(trx, customerId)
  const [{ count }] = await select<{ count: string }>(
    trx,
    `SELECT count(*) AS count FROM quote
     WHERE customer_id = ? AND status = ANY(?) AND deleted_at IS NULL AND (status <> 'sent' OR valid_until > clock_timestamp())`,
    [customerId, [...OPEN_STATUSES]]
  )
  if (Number(count) >= most) {
    throw new CustomerRoleError(
      "limit_reached",
      `You have ${most} open quotes already. Cancel those that you no longer need, or wait for the shop's answer.`
    )
  }
}

/** The limit of a customer's files, and the size of the files to add, in bytes. */
export type FileRoom = { customer_id: string; most: number; more: number }

/**
 * Throws if new files would exceed the limit together with the customer's stored ones. Call it in the transaction that adds
 * them: its lock keeps parallel requests within the limit too.
 *
 * @throws CustomerRoleError `limit_reached`
 *
 * @example
 * await requireRoomForFiles(trx, { customer_id: "cus_123", most: 500 * 1_048_576, more: 20_000 })
 */
export const requireRoomForFiles = async (trx: Knex.Transaction, room: FileRoom): Promise<void> => {
  if (room.more > 0) {
    await lockLimits(trx, room.customer_id)
    await requireFilesFit(trx, room)
  }
}

/**
 * Throws like {@link requireRoomForFiles}, but takes no lock. Use it before storing files, so that files over the limit are
 * not stored at all.
 *
 * @throws CustomerRoleError `limit_reached`
 *
 * @example
 * await requireFilesFit(db, { customer_id: "cus_123", most: 500 * 1_048_576, more: 20_000 })
 */
export const requireFilesFit = async (db: Knex, { customer_id, most, more }: FileRoom): Promise<void> => {
  const [{ bytes }] = await select<{ bytes: string }>(
    db,
    `SELECT coalesce(sum(a.size), 0) AS bytes
     FROM quote q JOIN quote_message m ON m.quote_id = q.id JOIN quote_attachment a ON a.message_id = m.id
     WHERE q.customer_id = ? AND m.author = 'customer' AND a.deleted_at IS NULL AND m.deleted_at IS NULL`,
    [customer_id]
  )
  if (Number(bytes) + more > most) {
    throw new CustomerRoleError("limit_reached", `All your files together may take ${Math.floor(most / 1_048_576)} MB. Send smaller files.`)
  }
}
