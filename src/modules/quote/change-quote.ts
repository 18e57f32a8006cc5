import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"
import { type QuoteKey, SELECT_QUOTE } from "./rows"
import { QUOTE_TRANSITIONS, type QuoteAction, type Standing, type TransitionRefusal } from "./transitions"
import type { QuoteActor, QuoteEventType, QuoteRow, QuoteStatus, QuoteWish } from "./types"

/** A quote in the hands of one transaction. */
export type LockedQuote = QuoteRow & Standing

/** Later than before, so much that it is also seen in the milliseconds of a `Date`, whoever waited for whom. */
export const TOUCHED = "greatest(clock_timestamp(), updated_at + interval '1 millisecond')"

/**
 * Does something with a quote, or with one of a customer's own, that nobody else changes meanwhile: all of it or nothing.
 *
 * @throws CustomerRoleError `not_found`, also for another customer's
 *
 * @example
 * await changeQuote(db, { id: "quo_123" }, (trx, quote) => setStatus(trx, quote, "cancel"))
 */
export const changeQuote = async <T>(
  db: Knex,
  { id, customer_id }: QuoteKey,
  work: (trx: Knex.Transaction, quote: LockedQuote) => Promise<T>
): Promise<T> =>
  db.transaction(async (trx) => {
    // The clock, not the beginning of the transaction: it may have waited for the row.
    const [quote] = await select<LockedQuote>(
      trx,
      `SELECT ${SELECT_QUOTE}, coalesce(q.valid_until <= clock_timestamp(), false) AS lapsed, q.accepting_id IS NOT NULL AS accepting
       FROM quote q WHERE q.id = ? AND (?::text IS NULL OR q.customer_id = ?) AND q.deleted_at IS NULL FOR UPDATE`,
      [id, customer_id ?? null, customer_id ?? null]
    )
    if (!quote) {
      throw new CustomerRoleError("not_found")
    }
    return work(trx, quote)
  })

/**
 * Moves a quote on, unless it has moved since it was read or is being accepted.
 *
 * @throws CustomerRoleError `invalid_quote_state`
 *
 * @example
 * await setStatus(trx, quote, "decline")
 */
export const setStatus = async (
  trx: Knex.Transaction,
  { id, status }: LockedQuote,
  action: QuoteAction,
  columns: Record<string, string | number | Date | null> = {}
): Promise<void> => {
  const changed = await trx("quote")
    .where({ id, status, accepting_id: null })
    .update({ ...columns, status: QUOTE_TRANSITIONS[action].to, updated_at: trx.raw(TOUCHED) })
  requireWon(changed)
}

/**
 * Writes an entry of the timeline.
 *
 * @example
 * await addEvent(trx, { id: "quo_123", type: "declined", actor, from: "sent", to: "declined", revision: 1 })
 */
export const addEvent = async (
  trx: Knex.Transaction,
  event: {
    id: string
    type: QuoteEventType
    actor: QuoteActor
    from: QuoteStatus | null
    to: QuoteStatus
    revision: number
    note?: string
    items?: QuoteWish[]
  }
): Promise<void> => {
  await trx("quote_event").insert({
    id: generateEntityId(undefined, "quoevt"),
    quote_id: event.id,
    type: event.type,
    actor_type: event.actor.type,
    actor_id: event.actor.id ?? null,
    impersonator_id: event.actor.impersonator_id ?? null,
    from_status: event.from,
    to_status: event.to,
    revision: event.revision,
    note: event.note ?? null,
    items: event.items === undefined ? null : JSON.stringify(event.items),
  })
}

/**
 * Refuses what the table of states refuses.
 *
 * @throws CustomerRoleError what it is refused with
 */
export const refuse = (refusal: TransitionRefusal | undefined): void => {
  if (refusal) {
    throw new CustomerRoleError(refusal.code, refusal.message)
  }
}

/**
 * Takes it that of several at the same time another one was first, where nothing was changed.
 *
 * @throws CustomerRoleError `invalid_quote_state`
 */
export const requireWon = (changed: number): void => {
  if (changed === 0) {
    throw new CustomerRoleError("invalid_quote_state")
  }
}
