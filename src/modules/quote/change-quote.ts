import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"
import { type QuoteKey, SELECT_QUOTE } from "./load-quote"
import { QUOTE_TRANSITIONS, type QuoteAction, type QuoteCondition, type TransitionRefusal } from "./transitions"
import type { QuoteActor, QuoteEventType, QuoteRow, QuoteStatus, QuoteWish } from "./types"

/** A quote whose row the transaction has locked. */
export type LockedQuote = QuoteRow & QuoteCondition

/** Advances `updated_at` by at least 1 ms, the precision of a `Date`, so that version checks notice every change. */
export const TOUCHED = "greatest(clock_timestamp(), updated_at + interval '1 millisecond')"

/**
 * Runs `work` in a transaction that locks the quote's row. With `customer_id`, only that customer's quote is found.
 *
 * @throws CustomerRoleError `not_found`, also for another customer's quote
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
    // clock_timestamp(), because the transaction may have waited for the row since now().
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
 * Sets the status after an action. Throws if the status has changed since the read, or if the quote is being accepted.
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
  assertUpdated(changed)
}

/**
 * Adds an entry to the timeline.
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
 * Throws a refusal of the transition table, if there is one.
 *
 * @throws CustomerRoleError with the code of the refusal
 */
export const throwRefusal = (refusal: TransitionRefusal | undefined): void => {
  if (refusal) {
    throw new CustomerRoleError(refusal.code, refusal.message)
  }
}

/**
 * Throws when an update matched no row: another transaction won.
 *
 * @throws CustomerRoleError `invalid_quote_state`
 */
export const assertUpdated = (changed: number): void => {
  if (changed === 0) {
    throw new CustomerRoleError("invalid_quote_state")
  }
}
