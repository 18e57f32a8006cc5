import { QUOTE_MODULE } from "../../src/modules/quote"
import { GERMAN_ADDRESS } from "./catalogue"
import type { Answer, CallOptions, ErrorAnswer } from "./http"
import type { Shop, SyncedCustomer } from "./shop"

export type QuoteItemView = {
  id: string
  variant_id: string
  sku: string | null
  title: string
  quantity: number
  list_unit_price: number | null
  unit_price: number | null
  target_unit_price: number | null
  is_tax_inclusive: boolean
  note: string | null
}

/** The fields that store and admin views of a quote share. */
type QuoteView = {
  id: string
  number: string
  status: string
  revision: number
  currency_code: string
  valid_until: string | null
  items: QuoteItemView[]
  total: number | null
  messages: { id: string; author: string; text: string }[]
  order_id: string | null
  created_at: string
  updated_at: string
}

/** A quote as its customer sees it. */
export type StoreQuoteView = QuoteView & {
  timeline: { type: string; by: string; note: string | null; items?: Record<string, unknown>[] }[]
}

/** A quote as an admin sees it. */
export type AdminQuoteView = QuoteView & {
  customer_id: string
  customer: { id: string; email: string; first_name: string | null; last_name: string | null } | null
  region_id: string | null
  sales_channel_id: string | null
  internal_note: string | null
  waiting_since: string | null
  offer: { revision: number; valid_until: string | null; items: QuoteItemView[]; total: number | null }
  revisions: { revision: number; total: number | null; valid_until: string | null; message: string | null; created_at: string }[]
  timeline: { type: string; actor_type: string; actor_id: string | null; impersonator_id: string | null; note: string | null }[]
}

/** A quote in a list, with counts instead of its lines and messages. */
export type ListedStoreQuoteView = Omit<StoreQuoteView, "items" | "messages" | "timeline"> & { item_count: number; message_count: number }

export type ListedAdminQuoteView = Omit<AdminQuoteView, "items" | "messages" | "timeline" | "revisions" | "offer"> & {
  item_count: number
  message_count: number
  offer: Omit<AdminQuoteView["offer"], "items"> & { item_count: number }
}

export type ComparisonView = {
  from: number
  to: number
  currency_code: string
  added: QuoteItemView[]
  removed: QuoteItemView[]
  changed: Record<string, unknown>[]
  total: [number | null, number | null]
}

type LineError = { index: number; sku: string | null; code: string }
type Answered<T> = Answer<Omit<ErrorAnswer, "errors"> & { errors?: LineError[]; comparison?: ComparisonView } & T>
type Listed<T> = Answered<{ quotes: T[]; count: number; limit: number; offset: number }>
type AdminQuoteListView = { quotes: ListedAdminQuoteView[]; count: number; counts: Record<string, number>; limit: number; offset: number }
type StoreAnswer = Answered<{ quote: StoreQuoteView }>
type AdminAnswer = Answered<{ quote: AdminQuoteView }>

export const ONE_BOLT = [{ sku: "BOLT-10", quantity: 1 }]

/** Lines for tests that do not depend on them. */
const SOME_LINES = [
  { sku: "BOLT-10", quantity: 10 },
  { sku: "NUT-20", quantity: 4 },
]

/** The shop's offer: prices by SKU, list prices for all other lines. */
export type Offer = { prices?: Record<string, number>; valid_until?: Date; message?: string }

/** The expected answer to a refused request. */
export const refusal = (status: number, code: string) => ({ status, body: { code } })

/** Calls of customers and admins over HTTP, and helpers that bring a quote into each state. */
export const quotesOf = (shop: Shop) => {
  const customers = "/store/quotes"
  const admins = "/admin/quotes"
  const asAdmin = (options: CallOptions): CallOptions => ({ token: shop.admin.token, ...options })
  const quotes = {
    /** The module in the running shop. */
    service: () => shop.container.resolve(QUOTE_MODULE),
    request: (token: string, body: Record<string, unknown> = { items: ONE_BOLT }, options: CallOptions = {}): Promise<StoreAnswer> =>
      shop.post(`${customers}/request`, { token, body, ...options }),
    list: (token: string, query = ""): Promise<Listed<ListedStoreQuoteView>> => shop.get(`${customers}${query}`, { token }),
    get: (token: string, id: string): Promise<StoreAnswer> => shop.get(`${customers}/${id}`, { token }),
    /** Calls `cancel`, `decline` and so on. */
    act: (token: string, id: string, action: string, body?: Record<string, unknown>): Promise<StoreAnswer> =>
      shop.post(`${customers}/${id}/${action}`, { token, body }),
    /** Tries to accept a quote. */
    accept: (
      token: string,
      { id, revision }: Pick<StoreQuoteView, "id" | "revision">,
      more: Record<string, unknown> = {},
      options: CallOptions = {}
    ): Promise<StoreAnswer> =>
      shop.post(`${customers}/${id}/accept`, { token, body: { revision, shipping_address: GERMAN_ADDRESS, ...more }, ...options }),
    admin: {
      list: (query = ""): Promise<Answered<AdminQuoteListView>> => shop.get(`${admins}${query}`, asAdmin({})),
      get: (id: string): Promise<AdminAnswer> => shop.get(`${admins}/${id}`, asAdmin({})),
      create: (body: Record<string, unknown>): Promise<AdminAnswer> => shop.post(admins, asAdmin({ body })),
      change: (id: string, body: Record<string, unknown>): Promise<AdminAnswer> => shop.post(`${admins}/${id}`, asAdmin({ body })),
      send: (id: string, body?: Record<string, unknown>): Promise<AdminAnswer> => shop.post(`${admins}/${id}/send`, asAdmin({ body })),
      reject: (id: string, reason = "No longer made."): Promise<AdminAnswer> =>
        shop.post(`${admins}/${id}/reject`, asAdmin({ body: { reason } })),
      duplicate: (id: string): Promise<AdminAnswer> => shop.post(`${admins}/${id}/duplicate`, asAdmin({})),
    },
    /** Requests a quote. */
    async requested(token: string, body?: Record<string, unknown>): Promise<StoreQuoteView> {
      return succeeded(await quotes.request(token, body)).quote
    },
    /** Requests and sends a quote. */
    async sent(token: string, body?: Record<string, unknown>): Promise<AdminQuoteView> {
      const { id } = await quotes.requested(token, body)
      return succeeded(await quotes.admin.send(id)).quote
    },
    /** Writes an offer into the draft of a quote and sends it. */
    async offer(id: string, { prices = {}, valid_until, message }: Offer = {}): Promise<AdminQuoteView> {
      const { quote } = succeeded(await quotes.admin.get(id))
      const items = quote.items.flatMap((item) => (item.sku && item.sku in prices ? [{ id: item.id, unit_price: prices[item.sku] }] : []))
      if (items.length > 0 || valid_until) {
        succeeded(await quotes.admin.change(id, { ...(items.length > 0 ? { items } : {}), valid_until }))
      }
      return succeeded(await quotes.admin.send(id, { message })).quote
    },
    /** Requests and sends a quote, and returns it as its customer sees it. */
    async offered(token: string, offer: Offer = {}, body: Record<string, unknown> = { items: SOME_LINES }): Promise<StoreQuoteView> {
      const { id } = await quotes.requested(token, body)
      await quotes.offer(id, offer)
      return quotes.read(token, id)
    },
    /** Returns a quote as its customer sees it now. */
    async read(token: string, id: string): Promise<StoreQuoteView> {
      return succeeded(await quotes.get(token, id)).quote
    },
    /** Moves `valid_until` of a sent quote into the past. */
    async lapse(id: string): Promise<void> {
      await shop.rows("UPDATE quote SET valid_until = now() - interval '1 second' WHERE id = ?", [id])
    },
    /** Returns the id of a quote in the given state. */
    async in(state: QuoteState, token: string): Promise<string> {
      const { id } = state === "requested" ? await quotes.requested(token) : await quotes.sent(token)
      if (state === "lapsed" || state === "expired") {
        await quotes.lapse(id)
      }
      if (state === "expired") {
        await quotes.service().expireDueQuotes(100)
      }
      if (state === "accepted") {
        const { customer_id } = await quotes.service().getQuoteRow({ id })
        await quotes.service().acceptances.claim({ id, customer_id, revision: 1, accepting_id: `bulk_${id}` })
        await quotes.service().acceptances.complete({ accepting_id: `bulk_${id}`, order_id: `order_${id}` })
      }
      if (state === "declined") {
        succeeded(await quotes.act(token, id, "decline"))
      }
      if (state === "cancelled") {
        succeeded(await quotes.act(token, id, "cancel"))
      }
      if (state === "rejected") {
        succeeded(await quotes.admin.reject(id))
      }
      return id
    },
  }
  return quotes
}

/** `lapsed`: sent and past `valid_until`, before the job has expired it. */
export type QuoteState = "requested" | "sent" | "lapsed" | "expired" | "accepted" | "declined" | "cancelled" | "rejected"

/** The final states, with the code that refuses any action in them. */
export const ENDED: [state: QuoteState, code: string][] = [
  ["accepted", "invalid_quote_state"],
  ["declined", "invalid_quote_state"],
  ["cancelled", "invalid_quote_state"],
  ["rejected", "invalid_quote_state"],
]

/** Two businesses, neither of which may see the other's quotes. */
export const twoBusinesses = async (shop: Shop): Promise<[owner: SyncedCustomer, other: SyncedCustomer]> => [
  await shop.syncedBusiness("verified"),
  await shop.syncedBusiness("verified", { company: "Oak GmbH" }),
]

const succeeded = <T>({ status, body }: Answer<T>): T => {
  if (status >= 300) {
    throw new Error(`Expected success, got ${status}: ${JSON.stringify(body)}`)
  }
  return body
}
