import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CustomerRoleError } from "../../errors"
import { change, select } from "../../postgres/sql"
import { addEvent, changeQuote, type LockedQuote, throwRefusal, assertUpdated, TOUCHED } from "./change-quote"
import { loadQuote, SELECT_QUOTE } from "./load-quote"
import { QUOTE_TRANSITIONS, refusalOf } from "./transitions"
import type { AcceptanceClaim, QuoteActor, QuoteRecord, QuoteRow } from "./types"

/** The columns of a quote that no placement has claimed. */
const NOT_ACCEPTING = { accepting_id: null, accepting_since: null, accepting_impersonator_id: null }

/** Acceptances of quotes: claims a quote for one placement, then completes or releases the claim. */
export class QuoteAcceptances {
  constructor(private readonly db: () => Knex) {}

  /**
   * Claims a quote for one placement, and returns the quote. Until the placement completes or releases the claim, nothing
   * else can change the quote's status.
   *
   * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`, `revision_superseded`
   *
   * @example
   * const { offer } = await quoteService.acceptances.claim({ id: "quo_123", customer_id: "cus_123", revision: 2, accepting_id })
   */
  async claim(claim: AcceptanceClaim): Promise<QuoteRecord> {
    await changeQuote(this.db(), claim, async (trx, quote) => {
      requireAcceptable(quote, claim)
      const claimed = await change(
        trx,
        `UPDATE quote SET accepting_id = ?, accepting_since = now(), accepting_impersonator_id = ?
         WHERE id = ? AND status = 'sent' AND revision = ? AND accepting_id IS NULL`,
        [claim.accepting_id, claim.impersonator_id ?? null, quote.id, claim.revision]
      )
      assertUpdated(claimed)
    })
    return loadQuote(this.db(), claim)
  }

  /**
   * Marks a quote as accepted once the order of its placement is complete. Idempotent: returns the quote of the order, or
   * `undefined` if no quote belongs to it.
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
        const accepted = await trx("quote")
          .where({ id, status: "sent", accepting_id })
          .update({
            status: QUOTE_TRANSITIONS.accept.to,
            order_id,
            ...NOT_ACCEPTING,
            updated_at: trx.raw(TOUCHED),
          })
        assertUpdated(accepted)
        const actor: QuoteActor = { type: "customer", id: customer_id, impersonator_id: accepting_impersonator_id }
        await addEvent(trx, { id, type: "accepted", actor, from: "sent", to: "accepted", revision })
      }
    })
    const [row] = await select<{ id: string }>(this.db(), "SELECT id FROM quote WHERE order_id = ?", [order_id])
    return row ? loadQuote(this.db(), row) : undefined
  }

  /**
   * Releases the quote of a placement that left no order. The quote can be accepted again, or expire.
   *
   * @example
   * await quoteService.acceptances.release("bulk_123")
   */
  async release(acceptingId: string): Promise<void> {
    await this.db()("quote").where({ accepting_id: acceptingId }).update(NOT_ACCEPTING)
  }

  /**
   * Returns up to a hundred placements that have claimed a quote for more than `seconds`.
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

const requireAcceptable = (quote: LockedQuote, { revision }: AcceptanceClaim): void => {
  throwRefusal(refusalOf("accept", quote))
  if (revision !== quote.revision) {
    throw new CustomerRoleError(
      "revision_superseded",
      `The quote is now at revision ${quote.revision}. Load it again, and accept that revision.`
    )
  }
}
