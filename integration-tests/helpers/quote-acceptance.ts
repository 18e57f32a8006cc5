import type QuoteModuleService from "../../src/modules/quote/service"
import { GERMAN_ADDRESS } from "./catalogue"
import type { Answer, CallOptions, ErrorAnswer } from "./http"
import type { Shop } from "./shop"

/** A quote as its customer sees it. */
export type QuoteView = {
  id: string
  number: string
  status: string
  revision: number
  currency_code: string
  valid_until: string | null
  items: {
    id: string
    variant_id: string
    sku: string | null
    title: string
    quantity: number
    list_unit_price: number
    unit_price: number
    is_tax_inclusive: boolean
    note: string | null
  }[]
  total: number
  messages: { id: string; author: string; text: string }[]
  order_id: string | null
  updated_at: string
}

/** What a test asks for where it does not matter. */
export const SOME_LINES = [
  { sku: "BOLT-10", quantity: 10 },
  { sku: "NUT-20", quantity: 4 },
]

/** The module's service in the running shop. */
export const quoteServiceOf = (shop: Shop): QuoteModuleService => shop.container.resolve("quote")

/** Asks for a quote, which must succeed. */
export const requestedQuote = async (shop: Shop, token: string, body: Record<string, unknown> = {}): Promise<QuoteView> => {
  const answer = await shop.post<{ quote: QuoteView }>("/store/quotes/request", { token, body: { items: SOME_LINES, ...body } })
  if (answer.status !== 201) {
    throw new Error(`Expected 201, got ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
  return answer.body.quote
}

/** The shop's offer of some lines, by their SKUs, at these prices. */
export type Offer = { prices?: Record<string, number>; valid_until?: Date; message?: string }

/** Puts prices into the draft of a quote and sends it. */
export const sendQuote = async (shop: Shop, id: string, { prices = {}, valid_until, message }: Offer = {}): Promise<void> => {
  const { token } = shop.admin
  const path = `/admin/quotes/${id}`
  const { body } = await shop.get<{ quote: QuoteView }>(path, { token })
  const items = body.quote.items.flatMap(({ id: itemId, sku }) => (sku && sku in prices ? [{ id: itemId, unit_price: prices[sku] }] : []))
  if (items.length > 0 || valid_until) {
    expectOk(await shop.post(path, { token, body: { ...(items.length > 0 ? { items } : {}), valid_until } }))
  }
  expectOk(await shop.post(`${path}/send`, { token, body: { message } }))
}

const expectOk = ({ status, body }: Answer<unknown>): void => {
  if (status !== 200) {
    throw new Error(`Expected 200, got ${status}: ${JSON.stringify(body)}`)
  }
}

/** A quote that waits for its customer's decision. */
export const sentQuote = async (shop: Shop, token: string, offer: Offer = {}, body: Record<string, unknown> = {}): Promise<QuoteView> => {
  const { id } = await requestedQuote(shop, token, body)
  await sendQuote(shop, id, offer)
  return quoteOf(shop, token, id)
}

/** A quote as its customer sees it now. */
export const quoteOf = async (shop: Shop, token: string, id: string): Promise<QuoteView> => {
  const { body } = await shop.get<{ quote: QuoteView }>(`/store/quotes/${id}`, { token })
  return body.quote
}

/** Accepts a quote, or tries to. */
export const accept = (
  shop: Shop,
  token: string,
  { id, revision }: Pick<QuoteView, "id" | "revision">,
  more: Record<string, unknown> = {},
  options: CallOptions = {}
): Promise<Answer<ErrorAnswer & { quote: QuoteView }>> =>
  shop.post(`/store/quotes/${id}/accept`, { token, body: { revision, shipping_address: GERMAN_ADDRESS, ...more }, ...options })
