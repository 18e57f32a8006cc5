import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../errors"
import { change, select } from "../../postgres/sql"
import { addEvent, changeQuote, type LockedQuote, refuse, requireWon, TOUCHED } from "./change-quote"
import { loadQuote, SELECT_QUOTE } from "./rows"
import { QUOTE_TRANSITIONS, refusalOf } from "./transitions"
import type { AcceptanceClaim, QuoteActor, QuoteRecord, QuoteRow } from "./types"

/** No attempt has the quote in its hands. */
const NOT_ACCEPTING = { accepting_id: null, accepting_since: null, accepting_impersonator_id: null }

/** The attempts to accept quotes: which of them has a quote in its hands, and what became of it. */
export class QuoteAcceptances {
  constructor(private readonly db: () => Knex) {}

  /**
   * Reserves a quote for one attempt to place its order: until the attempt is over, nothing else changes the quote's
   * state. Gives the quote.
   *
   * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`, `revision_superseded`, `buyer_changed`
   *
   * @example
   * const { offer } = await quoteService.acceptances.claim({ id: "quo_123", customer_id: "cus_123", revision: 2, buyer, accepting_id })
   */
  async claim(claim: AcceptanceClaim): Promise<QuoteRecord> {
    await changeQuote(this.db(), claim, async (trx, quote) => {
      await requireAcceptable(trx, quote, claim)
      const claimed = await change(
        trx,
        `UPDATE quote SET accepting_id = ?, accepting_since = now(), accepting_impersonator_id = ?
         WHERE id = ? AND status = 'sent' AND revision = ? AND accepting_id IS NULL`,
        [claim.accepting_id, claim.impersonator_id ?? null, quote.id, claim.revision]
      )
      requireWon(claimed)
    })
    return loadQuote(this.db(), claim)
  }

  /**
   * Notes that the order of an accepted quote exists, for the attempt that has the quote in its hands. Gives the quote,
   * also where it was noted before; `undefined` where no quote has the order.
   *
   * @example
   * const quote = await quoteService.acceptances.complete({ accepting_id: "bulk_123", order_id: "order_123" })
   */
  async complete({ accepting_id, order_id }: { accepting_id: string; order_id: string }): Promise<QuoteRecord | undefined> {
    await this.db().transaction(async (trx) => {
      const [claimed] = await select<QuoteRow & { accepting_impersonator_id: string | null }>(
        trx,
        `SELECT ${SELECT_QUOTE}, q.accepting_impersonator_id FROM quote q WHERE q.accepting_id = ? AND q.status = 'sent' FOR UPDATE`,
        [accepting_id]
      )
      if (claimed) {
        const { id, customer_id, revision, accepting_impersonator_id } = claimed
        const accepted = await trx("quote").where({ id, status: "sent", accepting_id }).update({
          status: QUOTE_TRANSITIONS.accept.to,
          order_id,
          ...NOT_ACCEPTING,
          updated_at: trx.raw(TOUCHED),
        })
        requireWon(accepted)
        const actor: QuoteActor = { type: "customer", id: customer_id, impersonator_id: accepting_impersonator_id }
        await addEvent(trx, { id, type: "accepted", actor, from: "sent", to: "accepted", revision })
      }
    })
    const [row] = await select<{ id: string }>(this.db(), "SELECT id FROM quote WHERE order_id = ?", [order_id])
    return row ? loadQuote(this.db(), row) : undefined
  }

  /**
   * Lets go of the quote of an attempt of which nothing is left: it can be accepted again, or expire.
   *
   * @example
   * await quoteService.acceptances.release("bulk_123")
   */
  async release(acceptingId: string): Promise<void> {
    await this.db()("quote").where({ accepting_id: acceptingId }).update(NOT_ACCEPTING)
  }

  /**
   * The attempts that have had a quote in their hands for more than so many seconds, a hundred at the most.
   *
   * @example
   * const acceptingIds = await quoteService.acceptances.listLongerThan(60)
   */
  async listLongerThan(seconds: number): Promise<string[]> {
    const rows = await select<{ accepting_id: string }>(
      this.db(),
      "SELECT accepting_id FROM quote WHERE accepting_id IS NOT NULL AND accepting_since < now() - make_interval(secs => ?) LIMIT 100",
      [seconds]
    )
    return rows.map(({ accepting_id }) => accepting_id)
  }
}

const requireAcceptable = async (db: Knex, quote: LockedQuote, { revision, buyer }: AcceptanceClaim): Promise<void> => {
  refuse(refusalOf("accept", quote))
  if (revision !== quote.revision) {
    throw new CustomerRoleError("revision_superseded", `The quote is at revision ${quote.revision} by now. Load it, and accept that one.`)
  }
  const [sentTo] = await select<{ company_name: string | null; tax_id: string | null }>(
    db,
    "SELECT company_name, tax_id FROM quote_revision WHERE quote_id = ? AND revision = ?",
    [quote.id, revision]
  )
  if (sentTo?.company_name !== buyer.company_name || sentTo.tax_id !== buyer.tax_id) {
    throw new CustomerRoleError("buyer_changed")
  }
}
