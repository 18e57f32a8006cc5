import { QUOTE_MODULE } from "../../src/modules/quote"
import type { QuoteActor, QuoteRecord } from "../../src/modules/quote/types"
import type { Shop, SyncedCustomer } from "./shop"

export const ADMIN: QuoteActor = { type: "admin", id: "user_1" }

export const DAY_MS = 24 * 60 * 60 * 1000

const quotesOf = ({ container }: Shop) => container.resolve(QUOTE_MODULE)

/** A quote that a customer has asked for over HTTP. The shop needs the catalogue. */
export const requestedQuote = async (shop: Shop, { token }: SyncedCustomer, message?: string): Promise<QuoteRecord> => {
  const { status, body } = await shop.post<{ quote: { id: string } }>("/store/quotes/request", {
    token,
    body: { items: [{ sku: "BOLT-10", quantity: 40 }], message },
  })
  if (status !== 201) {
    throw new Error(`Expected a quote, got ${status}: ${JSON.stringify(body)}`)
  }
  return quotesOf(shop).getQuote({ id: body.quote.id })
}

/** Sends the draft of a quote, for so many days. Says nothing of it to anybody. */
export const sendDraft = (shop: Shop, { id, company_name, tax_id }: QuoteRecord, { days = 30, message }: SendOptions = {}) =>
  quotesOf(shop).sendQuote({
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

/** Lets the time of a sent quote have passed. */
export const lapse = (shop: Shop, { id }: { id: string }) =>
  shop.rows("UPDATE quote SET valid_until = now() - interval '1 second' WHERE id = ?", [id])

/** Lets a quote have been sent just long enough ago that so many days are left. */
export const leaveDays = (shop: Shop, { id }: { id: string }, days: number) =>
  shop.rows(
    `UPDATE quote q SET valid_until = r.created_at + make_interval(days => ?) + interval '1 microsecond'
     FROM quote_revision r WHERE r.quote_id = q.id AND r.revision = q.revision AND q.id = ?`,
    [days, id]
  )
