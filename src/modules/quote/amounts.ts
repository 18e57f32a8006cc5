import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"
import { OPEN_STATUSES } from "./transitions"

/**
 * Has requests of one customer that count what the customer has go one after the other, until the transaction ends: of
 * two at once, one would not see what the other adds.
 */
const countAlone = async (trx: Knex.Transaction, customerId: string): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`quote_amounts:${customerId}`])
}

/**
 * Refuses one more open quote of a customer who has as many as are allowed. A quote counts while it is asked for, or can
 * be accepted.
 *
 * @throws CustomerRoleError `limit_reached`
 *
 * @example
 * await requireRoomForQuote(trx, "cus_123", 200)
 */
export const requireRoomForQuote = async (trx: Knex.Transaction, customerId: string, most: number): Promise<void> => {
  await countAlone(trx, customerId)
  const [{ count }] = await select<{ count: string }>(
    trx,
    `SELECT count(*) AS count FROM quote
     WHERE customer_id = ? AND status = ANY(?) AND deleted_at IS NULL AND (status <> 'sent' OR valid_until > clock_timestamp())`,
    [customerId, [...OPEN_STATUSES]]
  )
  if (Number(count) >= most) {
    throw new CustomerRoleError("limit_reached", `There are ${most} open quotes already. Cancel those that are no longer needed, or wait for the shop's answer.`)
  }
}

/** What a customer's files may take together, and what would be added. */
export type FileRoom = { customer_id: string; most: number; more: number }

/**
 * Refuses files of a customer that would take more than is allowed, together with those that came with the customer's
 * messages before. Asked again in the transaction that adds them, it holds for several at once, too.
 *
 * @throws CustomerRoleError `limit_reached`
 *
 * @example
 * await requireRoomForFiles(trx, { customer_id: "cus_123", most: 500 * 1_048_576, more: 20_000 })
 */
export const requireRoomForFiles = async (trx: Knex.Transaction, room: FileRoom): Promise<void> => {
  if (room.more > 0) {
    await countAlone(trx, room.customer_id)
    await requireFilesFit(trx, room)
  }
}

/**
 * The same as things are now, without waiting for anybody: before files are stored that could not stay.
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
    throw new CustomerRoleError("limit_reached", `The files of a customer take at most ${Math.floor(most / 1_048_576)} MB together.`)
  }
}
