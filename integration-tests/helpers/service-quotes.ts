import { QUOTE_MODULE } from "../../src/modules/quote"
import type { QuoteActor, QuoteRecord } from "../../src/modules/quote/types"
import { quotesOf } from "./quotes"
import type { Shop, SyncedCustomer } from "./shop"

export const ADMIN: QuoteActor = { type: "admin", id: "user_1" }

const DAY_MS = 24 * 60 * 60 * 1000

/** Requests a quote over HTTP and returns it from the module. The shop needs the catalogue. */
export const requestedQuote = async (shop: Shop, { token }: SyncedCustomer, message?: string): Promise<QuoteRecord> => {
  const { id } = await quotesOf(shop).requested(token, { items: [{ sku: "BOLT-10", quantity: 40 }], message })
  return shop.container.resolve(QUOTE_MODULE).getQuote({ id })
}

/** Sends the draft of a quote, valid for `days`. Emits no event. */
export const sendDraft = (shop: Shop, { id, company_name, tax_id }: QuoteRecord, { days = 30, message }: SendOptions = {}) =>
  shop.container.resolve(QUOTE_MODULE).sendQuote({
    id,
    default_valid_until: new Date(Date.now() + days * DAY_MS),
    buyer: { company_name, tax_id },
    message,
    actor: ADMIN,
  })

type SendOptions = { days?: number; message?: string }

/** Requests and sends a quote. */
export const sentQuote = async (shop: Shop, customer: SyncedCustomer, options?: SendOptions): Promise<QuoteRecord> =>
  sendDraft(shop, await requestedQuote(shop, customer), options)

/** Sets `valid_until` so that the offer's whole validity is hardly longer than `days`. */
export const expireInDays = (shop: Shop, { id }: { id: string }, days: number) =>
  shop.rows(
    `UPDATE quote q SET valid_until = r.created_at + make_interval(days => ?) + interval '1 microsecond'
     FROM quote_revision r WHERE r.quote_id = q.id AND r.revision = q.revision AND q.id = ?`,
    [days, id]
  )

/** Stores the search text that a migration leaves on a database with the C locale, where `lower()` folds ASCII letters only. */
export const leaveSearchAsMigrated = (shop: Shop, { id }: { id: string }) =>
  shop.rows(
    `UPDATE quote SET search_text = lower(concat_ws(chr(10), number, company_name, tax_id) COLLATE "C"), is_search_stale = true
     WHERE id = ?`,
    [id]
  )
