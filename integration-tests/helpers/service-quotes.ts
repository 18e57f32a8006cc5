import { QUOTE_MODULE } from "../../src/modules/quote"
import type { QuoteActor, QuoteRecord } from "../../src/modules/quote/types"
import { quotesOf } from "./quotes"
import type { Shop, SyncedCustomer } from "./shop"

export const ADMIN: QuoteActor = { type: "admin", id: "user_1" }

const DAY_MS = 24 * 60 * 60 * 1000

/** A quote that a customer has asked for over HTTP, as the module has it. The shop needs the catalogue. */
export const requestedQuote = async (shop: Shop, { token }: SyncedCustomer, message?: string): Promise<QuoteRecord> => {
  const { id } = await quotesOf(shop).requested(token, { items: [{ sku: "BOLT-10", quantity: 40 }], message })
  return shop.container.resolve(QUOTE_MODULE).getQuote({ id })
}

/** Sends the draft of a quote, for so many days. Says nothing of it to anybody. */
export const sendDraft = (shop: Shop, { id, company_name, tax_id }: QuoteRecord, { days = 30, message }: SendOptions = {}) =>
  shop.container.resolve(QUOTE_MODULE).sendQuote({
    id,
    default_valid_until: new Date(Date.now() + days * DAY_MS),
    buyer: { company_name, tax_id },
    message,
    actor: ADMIN,
  })

type SendOptions = { days?: number; message?: string }

/** A quote that the shop has sent. */
export const sentQuote = async (shop: Shop, customer: SyncedCustomer, options?: SendOptions): Promise<QuoteRecord> =>
  sendDraft(shop, await requestedQuote(shop, customer), options)

/** Lets a quote have been sent just long enough ago that so many days are left. */
export const leaveDays = (shop: Shop, { id }: { id: string }, days: number) =>
  shop.rows(
    `UPDATE quote q SET valid_until = r.created_at + make_interval(days => ?) + interval '1 microsecond'
     FROM quote_revision r WHERE r.quote_id = q.id AND r.revision = q.revision AND q.id = ?`,
    [days, id]
  )
