import type { DAL } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaService } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import type { CountedRange } from "../../postgres/intervals"
import { change, select } from "../../postgres/sql"
import { QuoteAcceptances } from "./acceptances"
import { type FileRoom, requireFilesFit, requireRoomForFiles, requireRoomForQuote } from "./customer-limits"
import { addEvent, changeQuote, throwRefusal, setStatus, TOUCHED } from "./change-quote"
import { compareRevisions, type RevisionComparison } from "./compare-revisions"
import { changeLines } from "./change-draft-lines"
import { addItems, insertRevision, updateItems } from "./store-lines"
import { insertMessage, requireWritable } from "./store-message"
import { applyWishes } from "./apply-wishes"
import { Quote } from "./models/quote"
import { QuoteAttachment } from "./models/quote-attachment"
import { QuoteEvent } from "./models/quote-event"
import { QuoteItem } from "./models/quote-item"
import { QuoteMessage } from "./models/quote-message"
import { QuoteRevision } from "./models/quote-revision"
import { QuoteRevisionItem } from "./models/quote-revision-item"
import { type ListFilters, toCondition } from "./list-condition"
import { loadDraft, loadOffer, loadQuote, loadQuoteRow, loadRevisions, type QuoteKey, SELECT_QUOTE, summariseQuotes } from "./load-quote"
import { countByStatus, loadQuoteFigures, type QuoteFigures } from "./quote-figures"
import { closedRefusalOf, QUOTE_TRANSITIONS, type QuoteAction, refusalOf } from "./transitions"
import type {
  ListedQuote,
  NewQuote,
  NewQuoteMessage,
  QuoteActor,
  QuoteAttachmentRecord,
  QuoteCounts,
  QuoteDraftChanges,
  QuoteEventType,
  QuoteFilters,
  QuoteItemRecord,
  QuoteOffer,
  QuoteRecord,
  QuoteRevisionRecord,
  QuoteRow,
  QuoteStatus,
  QuoteWish,
  SendQuote,
} from "./types"

const ORDER_BY: Record<NonNullable<QuoteFilters["order"]>, string> = {
  created_at: "q.created_at, q.id",
  "-created_at": "q.created_at DESC, q.id DESC",
  updated_at: "q.updated_at, q.id",
  "-updated_at": "q.updated_at DESC, q.id DESC",
  valid_until: "q.valid_until, q.id",
  "-valid_until": "q.valid_until DESC NULLS LAST, q.id DESC",
  waiting_since: "q.waiting_since, q.created_at DESC, q.id DESC",
  "-waiting_since": "q.waiting_since DESC NULLS LAST, q.created_at DESC, q.id DESC",
}

/** The timeline entry of each action. */
const EVENT_OF = {
  send: "sent",
  accept: "accepted",
  decline: "declined",
  renegotiate: "renegotiated",
  cancel: "cancelled",
  reject: "rejected",
  expire: "expired",
} as const satisfies Record<QuoteAction, QuoteEventType>

/** The actions that need nothing but a reason. */
export type QuoteDecision = Extract<QuoteAction, "decline" | "renegotiate" | "cancel" | "reject">

export type RenegotiateQuote = QuoteKey & {
  actor: QuoteActor
  text: string
  /** The customer's wishes line by line. */
  items?: QuoteWish[]
  /** The most lines that a draft can have. */
  max_lines: number
  /** Refuses to reopen an expired quote if the customer already has this many open quotes. @default no limit */
  most_open?: number
}

const toSearchText = (
  { number, company_name, tax_id }: Pick<QuoteRow, "number" | "company_name" | "tax_id">,
  terms: (string | null)[]
): string => [number, company_name, tax_id, ...terms].filter(Boolean).join("\n").toLowerCase()

/**
 * Stores quotes: drafts, revisions, messages and the timeline. The workflows decide about access, prices and notifications.
 *
 * Every change of status is one conditional update in plain SQL under the quote's row lock, so exactly one of several parallel
 * changes takes effect. Its timeline entry is part of the same transaction.
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
  readonly acceptances = new QuoteAcceptances(() => this.knex)
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
   * Returns a quote with its draft, offer, messages and timeline. With `customer_id`, finds only that customer's quotes.
   *
   * @throws CustomerRoleError `not_found`, also for another customer's quote
   *
   * @example
   * const quote = await quoteService.getQuote({ id: "quo_123", customer_id: "cus_123" })
   */
  async getQuote(key: QuoteKey): Promise<QuoteRecord> {
    return loadQuote(this.knex, key)
  }

  /**
   * Returns a quote without lines, messages and timeline. With `customer_id`, finds only that customer's quotes.
   *
   * @throws CustomerRoleError `not_found`, also for another customer's quote
   *
   * @example
   * const { status } = await quoteService.getQuoteRow({ id: "quo_123", customer_id: "cus_123" })
   */
  async getQuoteRow(key: QuoteKey): Promise<QuoteRow> {
    return loadQuoteRow(this.knex, key)
  }

  /**
   * Returns a file of a quote. With `customer_id`, finds only that customer's quotes.
   *
   * @throws CustomerRoleError `not_found`, also for a file of another quote
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
      throw new CustomerRoleError("not_found", "Attachment not found.")
    }
    return attachment
  }

  /**
   * Returns a page of quotes, newest first by default, and the number of all quotes that match the filters.
   *
   * @example
   * const [quotes, count] = await quoteService.findQuotes({ customer_id: "cus_123", limit: 20, offset: 0 })
   */
  async findQuotes({ limit, offset, order = "-created_at", ...filters }: QuoteFilters): Promise<[ListedQuote[], number]> {
    const { where, bindings } = toCondition(filters)
    const rows = await select<QuoteRow>(
      this.knex,
      `SELECT ${SELECT_QUOTE} FROM quote q WHERE ${where} ORDER BY ${ORDER_BY[order]} LIMIT ? OFFSET ?`,
      [...bindings, limit, offset]
    )
    return [await summariseQuotes(this.knex, rows), await this.countMatching(where, bindings)]
  }

  /**
   * Returns the ids of the quotes that match, at most `most` of them in the order of the list, and how many there are.
   *
   * @example
   * const { ids, count } = await quoteService.listQuoteIds({ status: "sent" }, 50_000)
   */
  async listQuoteIds(
    { order = "-created_at", ...filters }: Omit<QuoteFilters, "limit" | "offset">,
    most: number
  ): Promise<{ ids: string[]; count: number }> {
    const { where, bindings } = toCondition(filters)
    const rows = await select<{ id: string }>(this.knex, `SELECT q.id FROM quote q WHERE ${where} ORDER BY ${ORDER_BY[order]} LIMIT ?`, [
      ...bindings,
      most,
    ])
    return { ids: rows.map(({ id }) => id), count: rows.length < most ? rows.length : await this.countMatching(where, bindings) }
  }

  /**
   * Returns the quotes with these ids as lists have them, in their order.
   *
   * @example
   * const quotes = await quoteService.listQuotesById(["quo_123"])
   */
  async listQuotesById(ids: string[]): Promise<ListedQuote[]> {
    const rows = await select<QuoteRow>(
      this.knex,
      `SELECT ${SELECT_QUOTE} FROM unnest(CAST(? AS text[])) WITH ORDINALITY AS wanted (wanted_id, position)
       JOIN quote q ON q.id = wanted.wanted_id WHERE q.deleted_at IS NULL ORDER BY wanted.position`,
      [ids]
    )
    return summariseQuotes(this.knex, rows)
  }

  private async countMatching(where: string, bindings: Knex.RawBinding[]): Promise<number> {
    const [{ count }] = await select<{ count: string }>(this.knex, `SELECT count(*) AS count FROM quote q WHERE ${where}`, bindings)
    return Number(count)
  }

  /**
   * Counts the quotes that match everything but the status, by status, and those for which the customer waits for the shop.
   *
   * @example
   * const { requested, waiting } = await quoteService.countQuotes({ q: "cedar" })
   */
  async countQuotes({ status, waiting, ...filters }: ListFilters): Promise<QuoteCounts> {
    const { where, bindings } = toCondition(filters)
    const counted = await countByStatus(this.knex, where, bindings)
    return { ...counted.by_status, waiting: counted.waiting }
  }

  /**
   * Returns figures about quotes, as the caller's transaction sees them.
   *
   * @example
   * const { requested, value } = await quoteService.getFigures({ from, to, interval: "day", time_zone: "UTC" }, trx)
   */
  async getFigures(range: CountedRange, trx: Knex.Transaction): Promise<QuoteFigures> {
    return loadQuoteFigures(trx, range)
  }

  /**
   * Returns a revision with its lines. Revision 0 is the request.
   *
   * @throws CustomerRoleError `not_found`
   *
   * @example
   * const offer = await quoteService.getOffer("quo_123", 2)
   */
  async getOffer(id: string, revision: number): Promise<QuoteOffer> {
    const offer = await loadOffer(this.knex, id, revision)
    if (!offer) {
      throw new CustomerRoleError("not_found", `Revision ${revision} not found.`)
    }
    return offer
  }

  /**
   * Returns all revisions of a quote, oldest first, without their lines.
   *
   * @example
   * const revisions = await quoteService.listQuoteOffers("quo_123")
   */
  async listQuoteOffers(id: string): Promise<QuoteRevisionRecord[]> {
    return loadRevisions(this.knex, id)
  }

  /**
   * Returns the differences between two revisions of a quote.
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
      throw new CustomerRoleError("invalid_request", `The last revision of the quote is ${revision}. Compare two of its revisions.`)
    }
    return compareRevisions(await this.getOffer(id, from), await this.getOffer(id, to), currency_code)
  }

  // --- Requests and drafts -------------------------------------------------------------------------------------

  /**
   * Stores a requested quote. Its lines at list prices become revision 0.
   *
   * @throws CustomerRoleError `limit_reached`, `invalid_request` for a total that JavaScript cannot hold exactly
   *
   * @example
   * const quote = await quoteService.requestQuote({ customer_id: "cus_123", currency_code: "eur", items, ... })
   */
  async requestQuote({
    id = generateEntityId(undefined, "quo"),
    items,
    message,
    search_terms,
    most_open,
    actor,
    ...request
  }: NewQuote): Promise<QuoteRecord> {
    // Drawn before the transaction, because it needs a connection: requests that hold one and wait for a second would
    // deadlock the pool.
    const number = await this.nextNumber()
    await this.knex.transaction(async (trx) => {
      if (most_open !== undefined) {
        await requireRoomForQuote(trx, request.customer_id, most_open)
      }
      await trx("quote").insert({ id, number, ...request, search_text: toSearchText({ number, ...request }, search_terms) })
      await addItems(trx, id, items)
      await insertRevision(trx, { id, revision: 0, company_name: request.company_name, tax_id: request.tax_id })
      if (message) {
        await insertMessage(trx, id, actor, message)
      }
      await addEvent(trx, { id, type: "requested", actor, from: null, to: "requested", revision: 0 })
    })
    return this.getQuote({ id })
  }

  /** Returns a unique number: `Q-` and at least six digits. Numbers of failed requests stay unused. */
  private async nextNumber(): Promise<string> {
    const [{ value }] = await select<{ value: string }>(this.knex, "SELECT nextval('quote_number_seq') AS value")
    return `Q-${value.padStart(6, "0")}`
  }

  /**
   * Changes the draft. Either all changes apply or none. The customer does not see the changes until the shop sends the
   * draft.
   *
   * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`; `invalid_request` for a
   * line that the draft does not have or an impossible price; `too_many_lines` if there would be more than `max_lines`
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
    await changeQuote(this.knex, { id }, async (trx, quote) => {
      throwRefusal(closedRefusalOf(quote))
      requireUnchanged(quote, expected_updated_at)
      const draft = await loadDraft(trx, id)
      await updateItems(trx, id, changeLines(draft, changes, quote.decimal_digits))
      await trx("quote_item").where({ quote_id: id, deleted_at: null }).whereIn("id", remove).delete()
      if (add.length > 0 && max_lines !== undefined && draft.length - remove.length + add.length > max_lines) {
        throw new CustomerRoleError("too_many_lines", `A quote can have ${max_lines} lines at most. Remove some first.`)
      }
      await addItems(trx, id, add)
      await trx("quote")
        .where({ id })
        .update({
          ...(valid_until === undefined ? {} : { draft_valid_until: valid_until }),
          ...(internal_note === undefined ? {} : { internal_note }),
          updated_at: trx.raw(TOUCHED),
        })
      await addEvent(trx, { id, type: "draft_changed", actor, from: quote.status, to: quote.status, revision: quote.revision })
    })
    return this.getQuote({ id })
  }

  // --- Sending -------------------------------------------------------------------------------------------------

  /**
   * Sends the draft as a new revision, which replaces the last one as the offer. Also stores `message` as a message.
   *
   * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`; `invalid_request`
   * if the draft has no lines or its date has passed; `price_missing` with the lines that have no price
   *
   * @example
   * await quoteService.sendQuote({ id: "quo_123", default_valid_until, buyer, actor: { type: "admin", id: "user_123" } })
   */
  async sendQuote({ id, default_valid_until, buyer, message, search_terms, expected_updated_at, actor }: SendQuote): Promise<QuoteRecord> {
    await changeQuote(this.knex, { id }, async (trx, quote) => {
      throwRefusal(refusalOf("send", quote))
      requireUnchanged(quote, expected_updated_at)
      const valid_until = new Date(quote.draft_valid_until ?? default_valid_until)
      if (valid_until.getTime() <= Date.now()) {
        throw new CustomerRoleError("invalid_request", "The draft's valid_until has passed. Set a later date.")
      }
      requirePrices(await loadDraft(trx, id))
      const revision = quote.revision + 1
      const lines = await insertRevision(trx, { id, revision, ...buyer, valid_until, message })
      if (lines === 0) {
        throw new CustomerRoleError("invalid_request", "The draft has no lines. Add a line first.")
      }
      await setStatus(trx, quote, "send", {
        ...buyer,
        revision,
        valid_until,
        draft_valid_until: null,
        reminded_at: null,
        ...(search_terms ? { search_text: toSearchText({ number: quote.number, ...buyer }, search_terms) } : {}),
      })
      if (message !== undefined) {
        await insertMessage(trx, id, actor, { text: message })
      }
      await addEvent(trx, { id, type: "sent", actor, from: quote.status, to: "sent", revision })
    })
    return this.getQuote({ id })
  }

  // --- Decisions ------------------------------------------------------------------------------------------------

  /**
   * Declines, renegotiates, cancels or rejects a quote. Stores `text` as a message and in the timeline.
   *
   * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
   *
   * @example
   * await quoteService.decide("decline", { id: "quo_123", customer_id: "cus_123", actor, text: "Too expensive." })
   */
  async decide(action: QuoteDecision, { actor, text, ...key }: QuoteKey & { actor: QuoteActor; text?: string }): Promise<QuoteRecord> {
    await changeQuote(this.knex, key, async (trx, quote) => {
      throwRefusal(refusalOf(action, quote))
      await setStatus(trx, quote, action)
      if (text !== undefined) {
        await insertMessage(trx, quote.id, actor, { text })
      }
      const { to } = QUOTE_TRANSITIONS[action]
      await addEvent(trx, {
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
   * Requests another round of a customer's own quote. Stores `text` as a message, and the wishes for its lines in the draft
   * and the timeline.
   *
   * @throws CustomerRoleError `not_found`, `invalid_quote_state`, `limit_reached`, `too_many_lines`; `invalid_request` for
   * lines that the customer does not see, or an impossible price
   *
   * @example
   * await quoteService.renegotiate({ id: "quo_123", customer_id: "cus_123", actor, text: "7 each?", items: [{ id: "quoitm_123", target_unit_price: 7 }], max_lines: 1000 })
   */
  async renegotiate({ actor, text, items, max_lines, most_open, ...key }: RenegotiateQuote): Promise<QuoteRecord> {
    await changeQuote(this.knex, key, async (trx, quote) => {
      throwRefusal(refusalOf("renegotiate", quote))
      const isClosed = quote.status === "expired" || quote.lapsed
      if (isClosed && most_open !== undefined) {
        await requireRoomForQuote(trx, quote.customer_id, most_open)
      }
      if (items) {
        await applyWishes(trx, quote, items, max_lines)
      }
      await setStatus(trx, quote, "renegotiate")
      await insertMessage(trx, quote.id, actor, { text })
      const { to } = QUOTE_TRANSITIONS.renegotiate
      const { status: from, revision } = quote
      await addEvent(trx, { id: quote.id, type: EVENT_OF.renegotiate, actor, from, to, revision, note: text, items })
    })
    return this.getQuote(key)
  }

  /**
   * Expires up to `limit` sent quotes that are past `valid_until`, and returns them.
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
        await addEvent(trx, { id, type: "expired", actor: { type: "system" }, from: "sent", to: "expired", revision })
      }
      return expired
    })
  }

  /**
   * Returns up to `limit` sent quotes that expire within `days` and have had no reminder, and marks them as reminded. Skips
   * offers whose whole validity is shorter than that.
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
        await addEvent(trx, { id, type: "reminded", actor: { type: "system" }, from: "sent", to: "sent", revision })
      }
      return due
    })
  }

  /**
   * Cancels a customer's requested and sent quotes, and returns them. Skips quotes that have expired or are being accepted.
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
        await addEvent(trx, { id, type: "cancelled", actor, from: was, to: "cancelled", revision })
      }
      return cancelled.map(({ was, ...quote }) => quote)
    })
  }

  // --- Messages -------------------------------------------------------------------------------------------------

  /**
   * Adds a message to a quote, and returns the quote. With `customer_id`, finds only that customer's quotes.
   *
   * @throws CustomerRoleError `not_found`; `invalid_request` for a line that the quote does not have; `too_many_requests`
   * if it has a thousand messages; `limit_reached` if the customer's files would exceed `most_file_bytes`
   *
   * @example
   * await quoteService.addMessage({ id: "quo_123", customer_id: "cus_123", actor, message: { text: "Any news?" } })
   */
  async addMessage({
    actor,
    message,
    most_file_bytes,
    ...key
  }: QuoteKey & { actor: QuoteActor; message: NewQuoteMessage; most_file_bytes?: number }): Promise<QuoteRecord> {
    const bytes = (message.attachments ?? []).reduce((sum, { size }) => sum + size, 0)
    await changeQuote(this.knex, key, async (trx, quote) => {
      await requireWritable(trx, quote, actor, message.item_id)
      const room = fileRoomOf(quote, actor, bytes, most_file_bytes)
      if (room) {
        await requireRoomForFiles(trx, room)
      }
      await insertMessage(trx, quote.id, actor, message)
    })
    return this.getQuote(key)
  }

  /**
   * Throws if a message would be refused now. Use it before storing its files.
   *
   * @throws CustomerRoleError as {@link addMessage}
   *
   * @example
   * await quoteService.checkMessage({ id: "quo_123", customer_id: "cus_123", actor, item_id: "quoitm_123" })
   */
  async checkMessage({
    actor,
    item_id,
    bytes = 0,
    most_file_bytes,
    ...key
  }: QuoteKey & { actor: QuoteActor; item_id?: string; bytes?: number; most_file_bytes?: number }): Promise<void> {
    const quote = await this.getQuoteRow(key)
    await requireWritable(this.knex, quote, actor, item_id)
    const room = fileRoomOf(quote, actor, bytes, most_file_bytes)
    if (room) {
      await requireFilesFit(this.knex, room)
    }
  }

  /**
   * Returns whether a quote has a message with this id.
   *
   * @throws CustomerRoleError `not_found` if there is no such quote
   *
   * @example
   * await quoteService.hasMessage({ id: "quo_123", customer_id: "cus_123", message_id: "quomsg_123" })
   */
  async hasMessage({ message_id, ...key }: QuoteKey & { message_id: string }): Promise<boolean> {
    const { id } = await this.getQuoteRow(key)
    const rows = await select(this.knex, "SELECT 1 FROM quote_message WHERE id = ? AND quote_id = ? AND deleted_at IS NULL", [
      message_id,
      id,
    ])
    return rows.length > 0
  }

  /**
   * Makes a customer's quotes searchable by the given terms: their e-mail address and names.
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
        `UPDATE quote q SET search_text = t.search_text, is_search_stale = false
         FROM jsonb_to_recordset(?::jsonb) AS t(id text, search_text text)
         WHERE q.id = t.id AND (q.search_text <> t.search_text OR q.is_search_stale)`,
        [JSON.stringify(texts)]
      )
    })
  }

  /**
   * Returns up to `limit` customers with quotes whose search text a migration filled in SQL. {@link refreshSearch} clears
   * the mark.
   *
   * @example
   * const customerIds = await quoteService.listCustomersWithStaleSearch(100)
   */
  async listCustomersWithStaleSearch(limit: number): Promise<string[]> {
    const rows = await select<{ customer_id: string }>(
      this.knex,
      "SELECT DISTINCT customer_id FROM quote WHERE is_search_stale AND deleted_at IS NULL ORDER BY customer_id LIMIT ?",
      [limit]
    )
    return rows.map(({ customer_id }) => customer_id)
  }

  // --- Notifications -------------------------------------------------------------------------------------------------

  /**
   * Counts the quotes that the customer requested before this one, in the same clock hour. Stops at ten.
   *
   * @example
   * const notify = (await quoteService.countRequestsBefore("quo_123")) < 10
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
   * Counts the customer's messages before this one, in the same clock hour and about any of their quotes. Stops at ten.
   *
   * @example
   * const notify = (await quoteService.countMessagesBefore("quomsg_123")) < 10
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
}

/** Files of the shop do not count towards the customer's limit. */
const fileRoomOf = ({ customer_id }: QuoteRow, actor: QuoteActor, more: number, most: number | undefined): FileRoom | undefined =>
  actor.type === "customer" && most !== undefined ? { customer_id, more, most } : undefined

const requirePrices = (draft: QuoteItemRecord[]): void => {
  const errors = draft.flatMap(({ id, sku, title, unit_price }, index) =>
    unit_price === null ? [{ index, id, sku, code: "price_missing", message: `${title} has no price. Set a unit_price.` }] : []
  )
  if (errors.length > 0) {
    throw new CustomerRoleError("price_missing", undefined, errors)
  }
}

const requireUnchanged = ({ updated_at }: QuoteRow, expected: Date | string | undefined): void => {
  // Compares milliseconds: PostgreSQL stores microseconds, which a `Date` cannot hold.
  if (expected !== undefined && new Date(expected).getTime() !== updated_at.getTime()) {
    throw new CustomerRoleError("quote_changed")
  }
}
