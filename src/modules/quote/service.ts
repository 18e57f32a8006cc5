import type { DAL } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaService } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { change, select, toLikePattern } from "../../postgres/sql"
import { QuoteAcceptances } from "./acceptances"
import { type FileRoom, requireFilesFit, requireRoomForFiles, requireRoomForQuote } from "./amounts"
import { addEvent, changeQuote, refuse, setStatus, TOUCHED } from "./change-quote"
import { compareRevisions, type RevisionComparison } from "./compare-revisions"
import { changeLines } from "./draft"
import { addItems, insertRevision, updateItems } from "./lines"
import { insertMessage, requireWritable } from "./messages"
import { applyWishes } from "./wishes"
import { Quote } from "./models/quote"
import { QuoteAttachment } from "./models/quote-attachment"
import { QuoteEvent } from "./models/quote-event"
import { QuoteItem } from "./models/quote-item"
import { QuoteMessage } from "./models/quote-message"
import { QuoteRevision } from "./models/quote-revision"
import { QuoteRevisionItem } from "./models/quote-revision-item"
import { loadDraft, loadOffer, loadQuote, loadQuoteRow, loadRevisions, type QuoteKey, SELECT_QUOTE, summariseQuotes } from "./rows"
import { closedRefusalOf, QUOTE_TRANSITIONS, type QuoteAction, refusalOf } from "./transitions"
import type {
  ListedQuote,
  NewQuote,
  NewQuoteMessage,
  QuoteActor,
  QuoteAttachmentRecord,
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
}

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

/** What asking for another round needs to know. */
export type RenegotiateQuote = QuoteKey & {
  actor: QuoteActor
  text: string
  /** What the customer would like to have otherwise, line by line. */
  items?: QuoteWish[]
  /** The most lines of a draft. */
  max_lines: number
  /** A quote that was closed is not opened again where the customer has as many open ones. @default any number */
  most_open?: number
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
  /** Who is accepting what. */
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
   * A quote, or one of a customer's own, with its timeline.
   *
   * @throws CustomerRoleError `not_found`, also for another customer's
   *
   * @example
   * const quote = await quoteService.getQuote({ id: "quo_123", customer_id: "cus_123" })
   */
  async getQuote(key: QuoteKey): Promise<QuoteRecord> {
    return loadQuote(this.knex, key)
  }

  /**
   * A quote, or one of a customer's own, without lines and messages.
   *
   * @throws CustomerRoleError `not_found`, also for another customer's
   *
   * @example
   * const { status } = await quoteService.getQuoteRow({ id: "quo_123", customer_id: "cus_123" })
   */
  async getQuoteRow(key: QuoteKey): Promise<QuoteRow> {
    return loadQuoteRow(this.knex, key)
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
    const offer = await loadOffer(this.knex, id, revision)
    if (!offer) {
      throw new CustomerRoleError("not_found", `The quote has no revision ${revision}.`)
    }
    return offer
  }

  /**
   * What a quote's customer was shown over time, oldest first and without the lines.
   *
   * @example
   * const revisions = await quoteService.listQuoteOffers("quo_123")
   */
  async listQuoteOffers(id: string): Promise<QuoteRevisionRecord[]> {
    return loadRevisions(this.knex, id)
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

  // --- Asking and drafting -------------------------------------------------------------------------------------

  /**
   * Stores a quote that is asked for, by its customer or on his behalf. What he asked for at list prices is revision 0.
   *
   * @throws CustomerRoleError `limit_reached`, `invalid_request` for a total that cannot be calculated exactly
   *
   * @example
   * const quote = await quoteService.requestQuote({ customer_id: "cus_123", currency_code: "eur", items, ... })
   */
  async requestQuote({ id = generateEntityId(undefined, "quo"), items, message, search_terms, most_open, actor, ...request }: NewQuote): Promise<QuoteRecord> {
    // Drawn before the transaction: many requests that each hold a connection and wait for a second one would wait for
    // each other.
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
    await changeQuote(this.knex, { id }, async (trx, quote) => {
      refuse(closedRefusalOf(quote))
      requireUnchanged(quote, expected_updated_at)
      const draft = await loadDraft(trx, id)
      await updateItems(trx, id, changeLines(draft, changes, quote.decimal_digits))
      await trx("quote_item").where({ quote_id: id, deleted_at: null }).whereIn("id", remove).delete()
      if (add.length > 0 && max_lines !== undefined && draft.length - remove.length + add.length > max_lines) {
        throw new CustomerRoleError("too_many_lines", `A quote has at most ${max_lines} lines.`)
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
   * Makes a revision of the draft, which from then on is what the customer can accept. What the shop writes with it is
   * kept as a message too.
   *
   * @throws CustomerRoleError `not_found`, `quote_changed`, `quote_expired`, `invalid_quote_state`; `invalid_request`
   * where the draft has no lines or its time has passed; `price_missing` with the lines that have no price
   *
   * @example
   * await quoteService.sendQuote({ id: "quo_123", default_valid_until, buyer, actor: { type: "admin", id: "user_123" } })
   */
  async sendQuote({ id, default_valid_until, buyer, message, search_terms, expected_updated_at, actor }: SendQuote): Promise<QuoteRecord> {
    await changeQuote(this.knex, { id }, async (trx, quote) => {
      refuse(refusalOf("send", quote))
      requireUnchanged(quote, expected_updated_at)
      const valid_until = new Date(quote.draft_valid_until ?? default_valid_until)
      if (valid_until.getTime() <= Date.now()) {
        throw new CustomerRoleError("invalid_request", "valid_until: the draft's time has passed. Set a later one.")
      }
      requirePrices(await loadDraft(trx, id))
      const revision = quote.revision + 1
      const lines = await insertRevision(trx, { id, revision, ...buyer, valid_until, message })
      if (lines === 0) {
        throw new CustomerRoleError("invalid_request", "items: the draft has no lines.")
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
    await changeQuote(this.knex, key, async (trx, quote) => {
      refuse(refusalOf(action, quote))
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
   * Asks for another round of a customer's own quote. What is said with it is kept as a message, and what the customer would
   * like to have otherwise about its lines is in the draft from then on, and in the timeline.
   *
   * @throws CustomerRoleError `not_found`, `invalid_quote_state`, `limit_reached`, `too_many_lines`; `invalid_request` for
   * lines that the customer does not see, or a price that cannot be
   *
   * @example
   * await quoteService.renegotiate({ id: "quo_123", customer_id: "cus_123", actor, text: "7 each?", items: [{ id: "quoitm_123", target_unit_price: 7 }], max_lines: 1000 })
   */
  async renegotiate({ actor, text, items, max_lines, most_open, ...key }: RenegotiateQuote): Promise<QuoteRecord> {
    await changeQuote(this.knex, key, async (trx, quote) => {
      refuse(refusalOf("renegotiate", quote))
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
        await addEvent(trx, { id, type: "expired", actor: { type: "system" }, from: "sent", to: "expired", revision })
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
        await addEvent(trx, { id, type: "reminded", actor: { type: "system" }, from: "sent", to: "sent", revision })
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
        await addEvent(trx, { id, type: "cancelled", actor, from: was, to: "cancelled", revision })
      }
      return cancelled.map(({ was, ...quote }) => quote)
    })
  }

  // --- Writing -------------------------------------------------------------------------------------------------

  /**
   * Adds a message to a quote, or to one of a customer's own. Gives the quote.
   *
   * @throws CustomerRoleError `not_found`; `invalid_request` for a line that the quote does not have; `too_many_requests`
   * where it has a thousand messages; `limit_reached` where the customer's files would take more than `most_file_bytes`
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
   * Finds out whether a message would be taken as things are, before files are stored for it.
   *
   * @throws CustomerRoleError what {@link addMessage} throws
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
   * Whether there is such a message about a quote, or about one of a customer's own.
   *
   * @throws CustomerRoleError `not_found` where there is no such quote
   *
   * @example
   * await quoteService.hasMessage({ id: "quo_123", customer_id: "cus_123", message_id: "quomsg_123" })
   */
  async hasMessage({ message_id, ...key }: QuoteKey & { message_id: string }): Promise<boolean> {
    const { id } = await this.getQuoteRow(key)
    const rows = await select(this.knex, "SELECT 1 FROM quote_message WHERE id = ? AND quote_id = ? AND deleted_at IS NULL", [message_id, id])
    return rows.length > 0
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
}

/** What the shop sends takes nothing of the customer's room. */
const fileRoomOf = ({ customer_id }: QuoteRow, actor: QuoteActor, more: number, most: number | undefined): FileRoom | undefined =>
  actor.type === "customer" && most !== undefined ? { customer_id, more, most } : undefined

const requirePrices = (draft: QuoteItemRecord[]): void => {
  const errors = draft.flatMap(({ id, sku, title, unit_price }, index) =>
    unit_price === null ? [{ index, id, sku, code: "price_missing", message: `${title}: set a unit_price.` }] : []
  )
  if (errors.length > 0) {
    throw new CustomerRoleError("price_missing", undefined, errors)
  }
}

const requireUnchanged = ({ updated_at }: QuoteRow, expected: Date | string | undefined): void => {
  // What PostgreSQL keeps is finer than what a `Date` and its text hold.
  if (expected !== undefined && new Date(expected).getTime() !== updated_at.getTime()) {
    throw new CustomerRoleError("quote_changed")
  }
}
