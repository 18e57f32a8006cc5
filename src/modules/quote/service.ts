import type { DAL } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaService } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, select, toLikePattern } from "../../sql"
import { compareRevisions, type RevisionComparison } from "./compare-revisions"
import { changeLines } from "./draft"
import { Quote } from "./models/quote"
import { QuoteAttachment } from "./models/quote-attachment"
import { QuoteEvent } from "./models/quote-event"
import { QuoteItem } from "./models/quote-item"
import { QuoteMessage } from "./models/quote-message"
import { QuoteRevision } from "./models/quote-revision"
import { QuoteRevisionItem } from "./models/quote-revision-item"
import { completeQuotes, LINE_COLUMNS, loadDrafts, loadOffers, SELECT_QUOTE, summariseQuotes, toRaw } from "./rows"
import { closedRefusalOf, QUOTE_TRANSITIONS, type QuoteAction, refusalOf, type Standing, type TransitionRefusal } from "./transitions"
import type {
  AcceptanceClaim,
  ListedQuote,
  NewQuote,
  NewQuoteItem,
  NewQuoteMessage,
  QuoteActor,
  QuoteAttachmentRecord,
  QuoteAuthor,
  QuoteDraftChanges,
  QuoteEventRecord,
  QuoteEventType,
  QuoteFilters,
  QuoteItemRecord,
  QuoteOffer,
  QuoteRecord,
  QuoteRevisionRecord,
  QuoteRow,
  QuoteStatus,
  SendQuote,
} from "./types"

/** Which quote, and, where a customer asks, whose: another's is not found. */
type QuoteKey = { id: string; customer_id?: string }

/** A quote in the hands of one transaction. */
type LockedQuote = QuoteRow & Standing

/** More would make every answer about the quote too long. */
const MOST_MESSAGES = 1_000

/** What is kept for one quote must come to an end somewhere. */
const MOST_FILES = 500

/** Later than before, so much that it is also seen in the milliseconds of a `Date`, whoever waited for whom. */
const TOUCHED = "greatest(clock_timestamp(), updated_at + interval '1 millisecond')"

/** Rows of one statement: PostgreSQL takes 65,535 bindings. */
const ROWS_AT_ONCE = 1_000

const ORDER_BY: Record<NonNullable<QuoteFilters["order"]>, string> = {
  created_at: "q.created_at, q.id",
  "-created_at": "q.created_at DESC, q.id DESC",
  updated_at: "q.updated_at, q.id",
  "-updated_at": "q.updated_at DESC, q.id DESC",
  valid_until: "q.valid_until, q.id",
  "-valid_until": "q.valid_until DESC NULLS LAST, q.id DESC",
}

/** No attempt has the quote in its hands. */
const NOT_ACCEPTING = { accepting_id: null, accepting_since: null, accepting_impersonator_id: null }

/** Which entry of the timeline an action leaves. */
const EVENT_OF = {
  send: "sent",
  accept: "accepted",
  decline: "declined",
  renegotiate: "renegotiated",
  cancel: "cancelled",
  reject: "rejected",
  expire: "expired",
} as const satisfies Record<QuoteAction, QuoteEventType>

/** The actions that need nothing but words. */
export type PlainQuoteAction = Extract<QuoteAction, "decline" | "renegotiate" | "cancel" | "reject">

const refuse = (refusal: TransitionRefusal | undefined): void => {
  if (refusal) {
    throw new CustomerRoleError(refusal.code, refusal.message)
  }
}

const toSearchText = (
  { number, company_name, tax_id }: Pick<QuoteRow, "number" | "company_name" | "tax_id">,
  terms: (string | null)[]
): string => [number, company_name, tax_id, ...terms].filter(Boolean).join("\n").toLowerCase()

/**
 * Keeps quotes: drafts, what was offered, who wrote and did what. Who may ask for one, what it costs and who is told is
 * up to the workflows.
 *
 * Plain SQL: every change of state is one conditional update under the quote's row lock, so that of several at the same
 * time one takes effect, and leaves an entry in the timeline in the same transaction.
 */
export default class QuoteModuleService extends MedusaService({
  Quote,
  QuoteItem,
  QuoteRevision,
  QuoteRevisionItem,
  QuoteMessage,
  QuoteAttachment,
  QuoteEvent,
}) {
  private readonly repository: DAL.RepositoryService
  private connection?: Knex

  constructor({ baseRepository }: { baseRepository: DAL.RepositoryService }) {
    super(...arguments)
    this.repository = baseRepository
  }

  private get knex(): Knex {
    this.connection ??= this.repository.getFreshManager<{ getKnex(): Knex }>().getKnex()
    return this.connection
  }

  // --- Reading -------------------------------------------------------------------------------------------------

  /**
   * A quote, or one of a customer's own, with its timeline.
   *
   * @throws CustomerRoleError `not_found`, also for another customer's
   *
   * @example
   * const quote = await quoteService.getQuote({ id: "quo_123", customer_id: "cus_123" })
   */
  async getQuote(key: QuoteKey): Promise<QuoteRecord> {
    const [quote] = await completeQuotes(this.knex, [await this.getQuoteRow(key)])
    return { ...quote, timeline: await this.getTimeline(quote.id) }
  }

  /**
   * A quote, or one of a customer's own, without lines and messages.
   *
   * @throws CustomerRoleError `not_found`, also for another customer's
   *
   * @example
   * const { status } = await quoteService.getQuoteRow({ id: "quo_123", customer_id: "cus_123" })
   */
  async getQuoteRow({ id, customer_id }: QuoteKey): Promise<QuoteRow> {
    const [quote] = await select<QuoteRow>(
      this.knex,
      `SELECT ${SELECT_QUOTE} FROM quote q WHERE q.id = ? AND (?::text IS NULL OR q.customer_id = ?) AND q.deleted_at IS NULL`,
      [id, customer_id ?? null, customer_id ?? null]
    )
    if (!quote) {
      throw new CustomerRoleError("not_found")
    }
    return quote
  }

  /**
   * A file that came with a message about a quote, or about one of a customer's own.
   *
   * @throws CustomerRoleError `not_found`, also for one of another quote
   *
   * @example
   * const { filename } = await quoteService.getAttachment({ id: "quo_123", customer_id: "cus_123", attachment_id: "quoatt_123" })
   */
  async getAttachment({ attachment_id, ...key }: QuoteKey & { attachment_id: string }): Promise<QuoteAttachmentRecord> {
    const { id } = await this.getQuoteRow(key)
    const [attachment] = await select<QuoteAttachmentRecord>(
      this.knex,
      `SELECT a.id, a.message_id, a.file_id, a.filename, a.mime_type, a.size
       FROM quote_attachment a JOIN quote_message m ON m.id = a.message_id
       WHERE a.id = ? AND m.quote_id = ? AND a.deleted_at IS NULL AND m.deleted_at IS NULL`,
      [attachment_id, id]
    )
    if (!attachment) {
      throw new CustomerRoleError("not_found", "The quote has no such attachment.")
    }
    return attachment
  }

  /**
   * Quotes, newest first unless said otherwise, and how many the filters find in all.
   *
   * @example
   * const [quotes, count] = await quoteService.findQuotes({ customer_id: "cus_123", limit: 20, offset: 0 })
   */
  async findQuotes({ customer_id, status, q, limit, offset, order = "-created_at" }: QuoteFilters): Promise<[ListedQuote[], number]> {
    const conditions: [sql: string, binding: string][] = [
      ...(customer_id === undefined ? [] : ([["q.customer_id = ?", customer_id]] as [string, string][])),
      ...(status === undefined ? [] : ([["q.status = ?", status]] as [string, string][])),
      ...(q ? ([["q.search_text LIKE ?", toLikePattern(q)]] as [string, string][]) : []),
    ]
    const where = ["q.deleted_at IS NULL", ...conditions.map(([sql]) => sql)].join(" AND ")
    const bindings = conditions.map(([, binding]) => binding)
    const rows = await select<QuoteRow>(
      this.knex,
      `SELECT ${SELECT_QUOTE} FROM quote q WHERE ${where} ORDER BY ${ORDER_BY[order]} LIMIT ? OFFSET ?`,
      [...bindings, limit, offset]
    )
    const [{ count }] = await select<{ count: string }>(this.knex, `SELECT count(*) AS count FROM quote q WHERE ${where}`, bindings)
    return [await summariseQuotes(this.knex, rows), Number(count)]
  }

  /**
   * What a quote's customer was shown at one time: revision 0 is the request.
   *
   * @throws CustomerRoleError `not_found`
   *
   * @example
   * const offer = await quoteService.getOffer("quo_123", 2)
   */
  async getOffer(id: string, revision: number): Promise<QuoteOffer> {
    const [offer] = await loadOffers(this.knex, [id], revision)
    if (!offer) {
      throw new CustomerRoleError("not_found", `The quote has no revision ${revision}.`)
    }
    const { quote_id, ...rest } = offer
    return rest
  }

  /**
   * What a quote's customer was shown over time, oldest first and without the lines.
   *
   * @example
   * const revisions = await quoteService.listQuoteOffers("quo_123")
   */
  async listQuoteOffers(id: string): Promise<QuoteRevisionRecord[]> {
    const revisions = await select<Omit<QuoteRevisionRecord, "total"> & { total: string }>(
      this.knex,
      `SELECT id, revision, company_name, tax_id, valid_until, total, message, created_at
       FROM quote_revision WHERE quote_id = ? ORDER BY revision`,
      [id]
    )
    return revisions.map(({ total, ...revision }) => ({ ...revision, total: Number(total) }))
  }

  /**
   * How what a quote's customer was shown at one time differs from what he was shown at another.
   *
   * @throws CustomerRoleError `invalid_request` for a revision that the quote does not have
   *
   * @example
   * const { changed } = await quoteService.compareOffers(quote, [1, 2])
   */
  async compareOffers(
    { id, revision, currency_code }: Pick<QuoteRow, "id" | "revision" | "currency_code">,
    [from, to]: [from: number, to: number]
  ): Promise<RevisionComparison> {
    if (Math.max(from, to) > revision) {
      throw new CustomerRoleError("invalid_request", `compare: the last revision is ${revision}.`)
    }
    return compareRevisions(await this.getOffer(id, from), await this.getOffer(id, to), currency_code)
  }

  /**
   * Who did what with a quote, oldest first.
   *
   * @example
   * const timeline = await quoteService.getTimeline("quo_123")
   */
  async getTimeline(id: string): Promise<QuoteEventRecord[]> {
    return select<QuoteEventRecord>(
      this.knex,
      `SELECT id, type, actor_type, actor_id, impersonator_id, from_status, to_status, revision, note, created_at
       FROM quote_event WHERE quote_id = ? ORDER BY created_at, id`,
      [id]
    )
  }

  // --- Asking and drafting -------------------------------------------------------------------------------------

  /**
   * Stores a quote that is asked for, by its customer or on his behalf. What he asked for at list prices is revision 0.
   *
   * @example
   * const quote = await quoteService.requestQuote({ customer_id: "cus_123", currency_code: "eur", items, ... })
   */
  async requestQuote({ items, message, search_terms, actor, ...request }: NewQuote): Promise<QuoteRecord> {
    // Drawn before the transaction: many requests that each hold a connection and wait for a second one would wait for
    // each other.
    const number = await this.nextNumber()
    const id = generateEntityId(undefined, "quo")
    await this.knex.transaction(async (trx) => {
      await trx("quote").insert({ id, number, ...request, search_text: toSearchText({ number, ...request }, search_terms) })
      await this.addItems(trx, id, items)
      await this.insertRevision(trx, { id, revision: 0, company_name: request.company_name, tax_id: request.tax_id })
      if (message) {
        await this.insertMessage(trx, id, actor, message)
      }
      await this.insertEvent(trx, { id, type: "requested", actor, from: null, to: "requested", revision: 0 })
    })
    return this.getQuote({ id })
  }

  /** A number that no other quote has: `Q-` and at least six digits. Numbers of abandoned requests stay unused. */
  private async nextNumber(): Promise<string> {
    const [{ value }] = await select<{ value: string }>(this.knex, "SELECT nextval('quote_number_seq') AS value")
    return `Q-${value.padStart(6, "0")}`
  }

  /**
   * Changes the draft, all of it or nothing. The customer sees nothing of it before it is sent.
   *
   * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`; `invalid_request` for
   * a line that the draft does not have or a price that cannot be; `too_many_lines` where there would be more than
   * `max_lines`
   *
   * @example
   * await quoteService.updateDraft({ id: "quo_123", changes: { update: [{ id: "quoitm_123", unit_price: 7 }] }, actor })
   */
  async updateDraft({
    id,
    changes,
    max_lines,
    expected_updated_at,
    actor,
  }: {
    id: string
    changes: QuoteDraftChanges
    max_lines?: number
    expected_updated_at?: Date | string
    actor: QuoteActor
  }): Promise<QuoteRecord> {
    const { add = [], remove = [], valid_until, internal_note } = changes
    await this.inTransaction({ id }, async (trx, quote) => {
      refuse(closedRefusalOf(quote))
      requireUnchanged(quote, expected_updated_at)
      const draft = (await loadDrafts(trx, [id])).get(id) ?? []
      await this.changeItems(trx, id, changeLines(draft, changes, quote.decimal_digits))
      await trx("quote_item").where({ quote_id: id, deleted_at: null }).whereIn("id", remove).delete()
      if (add.length > 0 && max_lines !== undefined && draft.length - remove.length + add.length > max_lines) {
        throw new CustomerRoleError("too_many_lines", `A quote has at most ${max_lines} lines.`)
      }
      await this.addItems(trx, id, add)
      await trx("quote")
        .where({ id })
        .update({
          ...(valid_until === undefined ? {} : { draft_valid_until: valid_until }),
          ...(internal_note === undefined ? {} : { internal_note }),
          updated_at: trx.raw(TOUCHED),
        })
      await this.insertEvent(trx, { id, type: "draft_changed", actor, from: quote.status, to: quote.status, revision: quote.revision })
    })
    return this.getQuote({ id })
  }

  private async changeItems(trx: Knex.Transaction, quoteId: string, items: QuoteItemRecord[]): Promise<void> {
    const rows = items.map(({ id, unit_price, quantity, note }) => ({
      id,
      unit_price: String(unit_price),
      raw_unit_price: JSON.parse(toRaw(unit_price)),
      quantity,
      note,
    }))
    await change(
      trx,
      `UPDATE quote_item i
       SET unit_price = c.unit_price, raw_unit_price = c.raw_unit_price, quantity = c.quantity, note = c.note, updated_at = now()
       FROM jsonb_to_recordset(?::jsonb) AS c(id text, unit_price numeric, raw_unit_price jsonb, quantity integer, note text)
       WHERE i.id = c.id AND i.quote_id = ? AND i.deleted_at IS NULL`,
      [JSON.stringify(rows), quoteId]
    )
  }

  private async addItems(trx: Knex.Transaction, quoteId: string, items: NewQuoteItem[]): Promise<void> {
    const [{ next }] = await select<{ next: number }>(
      trx,
      "SELECT coalesce(max(position) + 1, 0) AS next FROM quote_item WHERE quote_id = ? AND deleted_at IS NULL",
      [quoteId]
    )
    const rows = items.map((item, index) => ({
      id: generateEntityId(undefined, "quoitm"),
      quote_id: quoteId,
      position: next + index,
      ...item,
      raw_list_unit_price: toRaw(item.list_unit_price),
      raw_unit_price: toRaw(item.unit_price),
      raw_target_unit_price: item.target_unit_price === null ? null : toRaw(item.target_unit_price),
    }))
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      await trx("quote_item").insert(rows.slice(from, from + ROWS_AT_ONCE))
    }
  }

  // --- Sending -------------------------------------------------------------------------------------------------

  /**
   * Makes a revision of the draft, which from then on is what the customer can accept. What the shop writes with it is
   * kept as a message too.
   *
   * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`; `invalid_request`
   * where the draft has no lines or its time has passed
   *
   * @example
   * await quoteService.sendQuote({ id: "quo_123", default_valid_until, buyer, actor: { type: "admin", id: "user_123" } })
   */
  async sendQuote({ id, default_valid_until, buyer, message, search_terms, expected_updated_at, actor }: SendQuote): Promise<QuoteRecord> {
    await this.inTransaction({ id }, async (trx, quote) => {
      refuse(refusalOf("send", quote))
      requireUnchanged(quote, expected_updated_at)
      const valid_until = new Date(quote.draft_valid_until ?? default_valid_until)
      if (valid_until.getTime() <= Date.now()) {
        throw new CustomerRoleError("invalid_request", "valid_until: the draft's time has passed. Set a later one.")
      }
      const revision = quote.revision + 1
      const lines = await this.insertRevision(trx, { id, revision, ...buyer, valid_until, message })
      if (lines === 0) {
        throw new CustomerRoleError("invalid_request", "items: the draft has no lines.")
      }
      await this.setStatus(trx, quote, "send", {
        ...buyer,
        revision,
        valid_until,
        draft_valid_until: null,
        reminded_at: null,
        ...(search_terms ? { search_text: toSearchText({ number: quote.number, ...buyer }, search_terms) } : {}),
      })
      if (message !== undefined) {
        await this.insertMessage(trx, id, actor, { text: message })
      }
      await this.insertEvent(trx, { id, type: "sent", actor, from: quote.status, to: "sent", revision })
    })
    return this.getQuote({ id })
  }

  /** Copies the draft, and gives how many lines it has. The request itself is kept at list prices. */
  private async insertRevision(
    trx: Knex.Transaction,
    revision: {
      id: string
      revision: number
      company_name: string | null
      tax_id: string | null
      valid_until?: Date
      message?: string
    }
  ): Promise<number> {
    await this.requireExactTotal(trx, revision.id)
    const revisionId = generateEntityId(undefined, "quorev")
    const price = revision.revision === 0 ? "list_unit_price" : "unit_price"
    await trx.raw(
      `INSERT INTO quote_revision (id, quote_id, revision, company_name, tax_id, valid_until, message, total, raw_total)
       SELECT ?, ?, ?, ?, ?, ?::timestamptz, ?, total, jsonb_build_object('value', total::text, 'precision', 20)
       FROM (SELECT coalesce(sum(${price} * quantity), 0) AS total FROM quote_item WHERE quote_id = ? AND deleted_at IS NULL) draft`,
      [
        revisionId,
        revision.id,
        revision.revision,
        revision.company_name,
        revision.tax_id,
        revision.valid_until ?? null,
        revision.message ?? null,
        revision.id,
      ]
    )
    return change(
      trx,
      `INSERT INTO quote_revision_item
         (id, revision_id, item_id, ${LINE_COLUMNS}, raw_list_unit_price, raw_unit_price, raw_target_unit_price)
       SELECT 'quorli_' || substr(?, 8) || lpad(position::text, 6, '0'), ?, id,
              ${LINE_COLUMNS.replace(" unit_price", ` ${price}`)}, raw_list_unit_price, raw_${price}, raw_target_unit_price
       FROM quote_item WHERE quote_id = ? AND deleted_at IS NULL`,
      [revisionId, revisionId, revision.id]
    )
  }

  /** What is larger than a number can hold to the smallest unit is no amount that anybody means. */
  private async requireExactTotal(trx: Knex.Transaction, quoteId: string): Promise<void> {
    const [{ is_exact }] = await select<{ is_exact: boolean }>(
      trx,
      `SELECT coalesce(sum(greatest(i.unit_price, i.list_unit_price) * i.quantity), 0) * power(10::numeric, q.decimal_digits) <= ? AS is_exact
       FROM quote q LEFT JOIN quote_item i ON i.quote_id = q.id AND i.deleted_at IS NULL WHERE q.id = ? GROUP BY q.id`,
      [Number.MAX_SAFE_INTEGER, quoteId]
    )
    if (!is_exact) {
      throw new CustomerRoleError("invalid_request", "items: the total is more than can be calculated exactly.")
    }
  }

  // --- Deciding ------------------------------------------------------------------------------------------------

  /**
   * Declines, renegotiates or cancels a customer's own quote, or rejects any. What is said with it is kept as a message.
   *
   * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
   *
   * @example
   * await quoteService.decide("decline", { id: "quo_123", customer_id: "cus_123", actor, text: "Too dear." })
   */
  async decide(action: PlainQuoteAction, { actor, text, ...key }: QuoteKey & { actor: QuoteActor; text?: string }): Promise<QuoteRecord> {
    await this.inTransaction(key, async (trx, quote) => {
      refuse(refusalOf(action, quote))
      await this.setStatus(trx, quote, action)
      if (text !== undefined) {
        await this.insertMessage(trx, quote.id, actor, { text })
      }
      const { to } = QUOTE_TRANSITIONS[action]
      await this.insertEvent(trx, {
        id: quote.id,
        type: EVENT_OF[action],
        actor,
        from: quote.status,
        to,
        revision: quote.revision,
        note: text,
      })
    })
    return this.getQuote(key)
  }

  /**
   * Lets sent quotes expire whose time has passed, so many at the most, and gives them.
   *
   * @example
   * const expired = await quoteService.expireDueQuotes(100)
   */
  async expireDueQuotes(limit: number): Promise<QuoteRow[]> {
    return this.knex.transaction(async (trx) => {
      const expired = await select<QuoteRow>(
        trx,
        `UPDATE quote q SET status = 'expired', updated_at = ${TOUCHED}
         FROM (SELECT id AS due_id FROM quote
               WHERE status = 'sent' AND valid_until <= now() AND accepting_id IS NULL AND deleted_at IS NULL
               ORDER BY valid_until LIMIT ? FOR UPDATE SKIP LOCKED) due
         WHERE q.id = due.due_id AND q.status = 'sent' AND q.accepting_id IS NULL RETURNING ${SELECT_QUOTE}`,
        [limit]
      )
      for (const { id, revision } of expired) {
        await this.insertEvent(trx, { id, type: "expired", actor: { type: "system" }, from: "sent", to: "expired", revision })
      }
      return expired
    })
  }

  /**
   * The sent quotes that expire within so many days and whose customers have not been reminded, so many at the most;
   * they count as reminded from then on. Those that were sent for a shorter time than that are none.
   *
   * @example
   * const expiring = await quoteService.takeDueReminders({ days: 3, limit: 100 })
   */
  async takeDueReminders({ days, limit }: { days: number; limit: number }): Promise<QuoteRow[]> {
    return this.knex.transaction(async (trx) => {
      const due = await select<QuoteRow>(
        trx,
        `UPDATE quote q SET reminded_at = now()
         FROM (SELECT sent.id AS due_id FROM quote sent
               JOIN quote_revision r ON r.quote_id = sent.id AND r.revision = sent.revision
               WHERE sent.status = 'sent' AND sent.reminded_at IS NULL AND sent.deleted_at IS NULL
                 AND sent.valid_until > now() AND sent.valid_until <= now() + make_interval(days => ?)
                 AND r.created_at < sent.valid_until - make_interval(days => ?)
               ORDER BY sent.valid_until LIMIT ? FOR UPDATE OF sent SKIP LOCKED) due
         WHERE q.id = due.due_id RETURNING ${SELECT_QUOTE}`,
        [days, days, limit]
      )
      for (const { id, revision } of due) {
        await this.insertEvent(trx, { id, type: "reminded", actor: { type: "system" }, from: "sent", to: "sent", revision })
      }
      return due
    })
  }

  /**
   * Cancels a customer's quotes that are requested or sent, and gives them. What has expired or is being accepted stays.
   *
   * @example
   * const cancelled = await quoteService.cancelOpenQuotes({ customer_id: "cus_123", actor: { type: "system" } })
   */
  async cancelOpenQuotes({ customer_id, actor }: { customer_id: string; actor: QuoteActor }): Promise<QuoteRow[]> {
    return this.knex.transaction(async (trx) => {
      const cancelled = await select<QuoteRow & { was: QuoteStatus }>(
        trx,
        `UPDATE quote q SET status = 'cancelled', updated_at = ${TOUCHED}
         FROM (SELECT id AS open_id, status AS was FROM quote
               WHERE customer_id = ? AND status = ANY(?) AND accepting_id IS NULL AND deleted_at IS NULL
                 AND (status <> 'sent' OR valid_until > clock_timestamp())
               ORDER BY id FOR UPDATE) open
         WHERE q.id = open.open_id RETURNING open.was, ${SELECT_QUOTE}`,
        [customer_id, [...QUOTE_TRANSITIONS.cancel.from]]
      )
      for (const { id, revision, was } of cancelled) {
        await this.insertEvent(trx, { id, type: "cancelled", actor, from: was, to: "cancelled", revision })
      }
      return cancelled.map(({ was, ...quote }) => quote)
    })
  }

  // --- Accepting -----------------------------------------------------------------------------------------------

  /**
   * Reserves a quote for one attempt to place its order: until the attempt is over, nothing else changes the quote's
   * state. Gives the quote.
   *
   * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`, `revision_superseded`, `buyer_changed`
   *
   * @example
   * const { offer } = await quoteService.claimAcceptance({ id: "quo_123", customer_id: "cus_123", revision: 2, buyer, accepting_id })
   */
  async claimAcceptance(claim: AcceptanceClaim): Promise<QuoteRecord> {
    await this.inTransaction(claim, async (trx, quote) => {
      await this.requireAcceptable(trx, quote, claim)
      const claimed = await change(
        trx,
        `UPDATE quote SET accepting_id = ?, accepting_since = now(), accepting_impersonator_id = ?
         WHERE id = ? AND status = 'sent' AND revision = ? AND accepting_id IS NULL`,
        [claim.accepting_id, claim.impersonator_id ?? null, quote.id, claim.revision]
      )
      requireWon(claimed)
    })
    return this.getQuote(claim)
  }

  private async requireAcceptable(db: Knex, quote: LockedQuote, { revision, buyer }: AcceptanceClaim): Promise<void> {
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

  /**
   * Notes that the order of an accepted quote exists, for the attempt that has the quote in its hands. Gives the quote,
   * also where it was noted before; `undefined` where no quote has the order.
   *
   * @example
   * const quote = await quoteService.acceptQuote({ accepting_id: "bulk_123", order_id: "order_123" })
   */
  async acceptQuote({ accepting_id, order_id }: { accepting_id: string; order_id: string }): Promise<QuoteRecord | undefined> {
    await this.knex.transaction(async (trx) => {
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
        await this.insertEvent(trx, { id, type: "accepted", actor, from: "sent", to: "accepted", revision })
      }
    })
    const [row] = await select<{ id: string }>(this.knex, "SELECT id FROM quote WHERE order_id = ?", [order_id])
    return row ? this.getQuote(row) : undefined
  }

  /**
   * Lets go of the quote of an attempt of which nothing is left: it can be accepted again, or expire.
   *
   * @example
   * await quoteService.releaseAcceptance("bulk_123")
   */
  async releaseAcceptance(acceptingId: string): Promise<void> {
    await this.knex("quote").where({ accepting_id: acceptingId }).update(NOT_ACCEPTING)
  }

  /**
   * The attempts that have had a quote in their hands for more than so many seconds.
   *
   * @example
   * const acceptingIds = await quoteService.listLongAcceptances(60)
   */
  async listLongAcceptances(seconds: number): Promise<string[]> {
    const rows = await select<{ accepting_id: string }>(
      this.knex,
      "SELECT accepting_id FROM quote WHERE accepting_id IS NOT NULL AND accepting_since < now() - make_interval(secs => ?) LIMIT 100",
      [seconds]
    )
    return rows.map(({ accepting_id }) => accepting_id)
  }

  // --- Writing -------------------------------------------------------------------------------------------------

  /**
   * Adds a message to a quote, or to one of a customer's own. Gives the quote.
   *
   * @throws CustomerRoleError `not_found`; `invalid_request` for a line that the quote does not have; `too_many_requests`
   * where it has a thousand messages
   *
   * @example
   * await quoteService.addMessage({ id: "quo_123", customer_id: "cus_123", actor, message: { text: "Any news?" } })
   */
  async addMessage({ actor, message, ...key }: QuoteKey & { actor: QuoteActor; message: NewQuoteMessage }): Promise<QuoteRecord> {
    await this.inTransaction(key, async (trx, quote) => {
      await this.requireWritable(trx, quote, actor, message.item_id)
      await this.insertMessage(trx, quote.id, actor, message)
    })
    return this.getQuote(key)
  }

  /**
   * Finds out whether a message would be taken as things are, before files are stored for it.
   *
   * @throws CustomerRoleError what {@link addMessage} throws
   *
   * @example
   * await quoteService.checkMessage({ id: "quo_123", customer_id: "cus_123", actor, item_id: "quoitm_123" })
   */
  async checkMessage({ actor, item_id, ...key }: QuoteKey & { actor: QuoteActor; item_id?: string }): Promise<void> {
    await this.requireWritable(this.knex, await this.getQuoteRow(key), actor, item_id)
  }

  private async requireWritable(db: Knex, quote: QuoteRow, actor: QuoteActor, itemId: string | undefined): Promise<void> {
    const [{ count }] = await select<{ count: string }>(db, "SELECT count(*) AS count FROM quote_message WHERE quote_id = ?", [quote.id])
    if (Number(count) >= MOST_MESSAGES) {
      throw new CustomerRoleError("too_many_requests", `A quote has at most ${MOST_MESSAGES} messages.`)
    }
    const [{ files }] = await select<{ files: string }>(
      db,
      "SELECT count(*) AS files FROM quote_attachment a JOIN quote_message m ON m.id = a.message_id WHERE m.quote_id = ?",
      [quote.id]
    )
    if (Number(files) >= MOST_FILES) {
      throw new CustomerRoleError("too_many_requests", `A quote has at most ${MOST_FILES} files.`)
    }
    if (itemId !== undefined && !(await this.knowsLine(db, quote, actor, itemId))) {
      throw new CustomerRoleError("invalid_request", "item_id: the quote has no such line.")
    }
  }

  /** Whether a line is in what the customer sees, or, for the shop, in the draft. */
  private async knowsLine(db: Knex, { id, revision }: QuoteRow, actor: QuoteActor, itemId: string): Promise<boolean> {
    const rows = await select(
      db,
      `SELECT 1 FROM quote_revision_item i JOIN quote_revision r ON r.id = i.revision_id
       WHERE r.quote_id = ? AND r.revision = ? AND i.item_id = ?
       UNION ALL SELECT 1 FROM quote_item WHERE ? <> 'customer' AND quote_id = ? AND id = ? AND deleted_at IS NULL`,
      [id, revision, itemId, actor.type, id, itemId]
    )
    return rows.length > 0
  }

  private async insertMessage(trx: Knex.Transaction, quoteId: string, actor: QuoteActor, message: NewQuoteMessage): Promise<void> {
    const id = message.id ?? generateEntityId(undefined, "quomsg")
    await trx("quote_message").insert({
      id,
      quote_id: quoteId,
      author: authorOf(actor),
      author_id: actor.id ?? null,
      text: message.text,
      item_id: message.item_id ?? null,
      created_at: trx.raw("clock_timestamp()"),
    })
    for (const attachment of message.attachments ?? []) {
      await trx("quote_attachment").insert({
        id: generateEntityId(undefined, "quoatt"),
        message_id: id,
        ...attachment,
        created_at: trx.raw("clock_timestamp()"),
      })
    }
  }

  /**
   * Brings a customer's address and names into the search of his quotes.
   *
   * @example
   * await quoteService.refreshSearch("cus_123", ["ada@cedar.example", "Ada Lovelace"])
   */
  async refreshSearch(customerId: string, terms: (string | null)[]): Promise<void> {
    await this.knex.transaction(async (trx) => {
      const quotes = await select<Pick<QuoteRow, "id" | "number" | "company_name" | "tax_id">>(
        trx,
        "SELECT id, number, company_name, tax_id FROM quote WHERE customer_id = ? AND deleted_at IS NULL ORDER BY id FOR UPDATE",
        [customerId]
      )
      const texts = quotes.map((quote) => ({ id: quote.id, search_text: toSearchText(quote, terms) }))
      await change(
        trx,
        `UPDATE quote q SET search_text = t.search_text FROM jsonb_to_recordset(?::jsonb) AS t(id text, search_text text)
         WHERE q.id = t.id AND q.search_text <> t.search_text`,
        [JSON.stringify(texts)]
      )
    })
  }

  // --- Telling -------------------------------------------------------------------------------------------------

  /**
   * How many quotes its customer has asked for before this one in the same hour of the clock, ten at the most.
   *
   * @example
   * const isNews = (await quoteService.countRequestsBefore("quo_123")) < 10
   */
  async countRequestsBefore(id: string): Promise<number> {
    return this.countUpToTen(
      `quote q JOIN quote other ON other.customer_id = q.customer_id AND other.deleted_at IS NULL
       JOIN quote_event e ON e.quote_id = other.id AND e.type = 'requested' AND e.actor_type = 'customer'
       WHERE q.id = ? AND other.created_at >= date_trunc('hour', q.created_at, 'UTC')
         AND (other.created_at, other.id) < (q.created_at, q.id)`,
      id
    )
  }

  /**
   * How many messages a customer has written before this one in the same hour of the clock, whichever of his quotes they
   * are about, ten at the most.
   *
   * @example
   * const isNews = (await quoteService.countMessagesBefore("quomsg_123")) < 10
   */
  async countMessagesBefore(messageId: string): Promise<number> {
    return this.countUpToTen(
      `quote_message m JOIN quote q ON q.id = m.quote_id JOIN quote other ON other.customer_id = q.customer_id AND other.deleted_at IS NULL
       JOIN quote_message earlier ON earlier.quote_id = other.id AND earlier.author = 'customer' AND earlier.deleted_at IS NULL
       WHERE m.id = ? AND earlier.created_at >= date_trunc('hour', m.created_at, 'UTC')
         AND (earlier.created_at, earlier.id) < (m.created_at, m.id)`,
      messageId
    )
  }

  private async countUpToTen(rows: string, id: string): Promise<number> {
    const found = await select(this.knex, `SELECT 1 FROM ${rows} LIMIT 10`, [id])
    return found.length
  }

  // --- What every change goes through --------------------------------------------------------------------------

  private async inTransaction<T>({ id, customer_id }: QuoteKey, work: (trx: Knex.Transaction, quote: LockedQuote) => Promise<T>): Promise<T> {
    return this.knex.transaction(async (trx) => {
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
  }

  private async setStatus(
    trx: Knex.Transaction,
    { id, status }: LockedQuote,
    action: QuoteAction,
    columns: Record<string, string | number | Date | null> = {}
  ): Promise<void> {
    const changed = await trx("quote")
      .where({ id, status, accepting_id: null })
      .update({ ...columns, status: QUOTE_TRANSITIONS[action].to, updated_at: trx.raw(TOUCHED) })
    requireWon(changed)
  }

  private async insertEvent(
    trx: Knex.Transaction,
    event: {
      id: string
      type: QuoteEventType
      actor: QuoteActor
      from: QuoteStatus | null
      to: QuoteStatus
      revision: number
      note?: string
    }
  ): Promise<void> {
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
    })
  }
}

const requireUnchanged = ({ updated_at }: QuoteRow, expected: Date | string | undefined): void => {
  // What PostgreSQL keeps is finer than what a `Date` and its text hold.
  if (expected !== undefined && new Date(expected).getTime() !== updated_at.getTime()) {
    throw new CustomerRoleError("quote_changed")
  }
}

const requireWon = (changed: number): void => {
  if (changed === 0) {
    throw new CustomerRoleError("invalid_quote_state")
  }
}

/** Who writes where somebody acts. */
export const authorOf = ({ type }: Pick<QuoteActor, "type">): QuoteAuthor => (type === "api_key" ? "admin" : type)
