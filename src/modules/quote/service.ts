import type { Context, DAL } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { InjectTransactionManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { Quote } from "./models/quote"
import { QuoteItem } from "./models/quote-item"
import { QuoteMessage } from "./models/quote-message"
import type { CustomerQuoteFilters, QuoteRecord, QuoteRequest, QuoteStatus } from "./types"

const WITH_LINES = { relations: ["items", "messages"] }

/**
 * Keeps quotes. Who may ask for one, what it costs and who is told is up to the workflows.
 */
export default class QuoteModuleService extends MedusaService({ Quote, QuoteItem, QuoteMessage }) {
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

  private async select<T>(sql: string, bindings: Knex.RawBinding[] = []): Promise<T[]> {
    const { rows } = await this.knex.raw<{ rows: T[] }>(sql, bindings)
    return rows
  }

  /**
   * Stores a quote that a customer asks for. The offer starts as the list price.
   *
   * @example
   * const quote = await quoteService.requestQuote({ customer_id: "cus_123", currency_code: "eur", items, ... })
   */
  async requestQuote(request: QuoteRequest): Promise<QuoteRecord> {
    // Drawn before the transaction: many requests that each hold a connection and wait for a second one would wait for
    // each other.
    const number = await this.nextNumber()
    // Read after the transaction: inside it, the ORM gives the quote back as it was before it had lines.
    return this.retrieveQuote(await this.storeRequest(request, number), WITH_LINES)
  }

  @InjectTransactionManager()
  protected async storeRequest(
    { items, message, ...request }: QuoteRequest,
    number: string,
    @MedusaContext() context: Context = {}
  ): Promise<string> {
    const { id } = await this.createQuotes({ ...request, number }, context)
    await this.createQuoteItems(
      items.map((item, position) => ({ ...item, position, unit_price: item.list_unit_price, quote_id: id })),
      context
    )
    if (message !== undefined) {
      await this.createQuoteMessages({ author: "customer", author_id: request.customer_id, text: message, quote_id: id }, context)
    }
    return id
  }

  /** A number that no other quote has: `Q-` and at least six digits. Numbers of abandoned requests stay unused. */
  private async nextNumber(): Promise<string> {
    const [{ value }] = await this.select<{ value: string }>("SELECT nextval('quote_number_seq') AS value")
    return `Q-${value.padStart(6, "0")}`
  }

  /**
   * One of a customer's own quotes.
   *
   * @throws CustomerRoleError `not_found`, also for another customer's
   *
   * @example
   * const quote = await quoteService.getCustomerQuote("cus_123", "quo_123")
   */
  async getCustomerQuote(customerId: string, id: string): Promise<QuoteRecord> {
    const [quote] = await this.listQuotes({ id, customer_id: customerId }, WITH_LINES)
    if (!quote) {
      throw new CustomerRoleError("not_found")
    }
    return quote
  }

  /**
   * A customer's quotes, newest first, and how many the filter finds in all.
   *
   * @example
   * const [quotes, count] = await quoteService.listCustomerQuotes("cus_123", { limit: 20, offset: 0 })
   */
  async listCustomerQuotes(customerId: string, { status, limit, offset }: CustomerQuoteFilters): Promise<[QuoteRecord[], number]> {
    return this.listAndCountQuotes(
      { customer_id: customerId, ...(status ? { status } : {}) },
      { ...WITH_LINES, take: limit, skip: offset, order: { created_at: "DESC", id: "DESC" } }
    )
  }

  /**
   * Cancels a customer's own quote, decided by the database in one statement: of several changes at the same time one
   * takes effect. Gives the state before.
   *
   * @throws CustomerRoleError `not_found`, `quote_expired`, `invalid_quote_state`
   *
   * @example
   * const previous = await quoteService.cancelCustomerQuote("cus_123", "quo_123")
   */
  async cancelCustomerQuote(customerId: string, id: string): Promise<QuoteStatus> {
    const [cancelled] = await this.select<{ previous: QuoteStatus }>(
      `UPDATE quote q SET status = 'cancelled', updated_at = now()
       FROM (SELECT id, status FROM quote WHERE id = ? AND customer_id = ? AND deleted_at IS NULL FOR UPDATE) p
       WHERE q.id = p.id
         AND (p.status = 'requested' OR p.status = 'sent' AND (q.valid_until IS NULL OR q.valid_until > now()))
       RETURNING p.status AS previous`,
      [id, customerId]
    )
    if (cancelled) {
      return cancelled.previous
    }
    const { status } = await this.getCustomerQuote(customerId, id)
    throw new CustomerRoleError(status === "expired" || status === "sent" ? "quote_expired" : "invalid_quote_state")
  }

  /** Takes a cancellation back that a workflow could not complete, unless somebody has changed the quote since. */
  async undoCancellation(id: string, previous: QuoteStatus): Promise<void> {
    await this.select("UPDATE quote SET status = ?, updated_at = now() WHERE id = ? AND status = 'cancelled'", [previous, id])
  }
}
