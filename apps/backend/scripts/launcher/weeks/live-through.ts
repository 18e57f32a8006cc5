import type { ClerkStandIn } from "clerk-stand-in"
import type { Database } from "../database"
import { fingerprint } from "../fingerprint"
import { list, part } from "../json"
import { type Call, type Shop, unexpectedAnswer } from "../shop"
import { shopperOf } from "../shoppers"
import { dateOrder, datePeople, dateQuote, daysAgo, type Moment, type PersonDates } from "./dates"
import { type Neighbour, NEIGHBOURS, SHOPPER_WEEKS } from "./people"
import { BULK_ORDERS, type PastBulkOrder, type PastQuote, QUOTES, type Turn, type Wanted } from "./trade"

/** What the weeks need. */
export type Surroundings = { shop: Shop; clerk: ClerkStandIn; adminToken: string; database: Database }

const ADDRESS = {
  first_name: "Goods",
  last_name: "In",
  address_1: "Industrieweg 12",
  postal_code: "50667",
  city: "Köln",
  country_code: "de",
}

const NOTES = {
  verified: "Welcome to Cedar for businesses.",
  rejected: "We could not match the tax ID with the name of your company. Correct it and send the application again.",
}

const HOUR_MS = 3_600_000

/**
 * Lets the ten weeks before the demo happen: sign-ups, decisions, quotes and bulk orders of other customers, so that the admin's
 * lists and charts have something to show. Everything goes through the routes that a storefront and the admin use. Only the dates
 * do not: they are written into the database afterwards. Whatever an interrupted start has done is not done again.
 *
 * @throws {ForeseenError} if the backend gives an unexpected answer
 *
 * @example
 * await liveThroughWeeks({ shop, clerk, adminToken, database })
 */
export async function liveThroughWeeks(around: Surroundings): Promise<void> {
  await signUp(around)
  await decide(around)
  await datePeople(around.database, [...NEIGHBOURS.map(datesOfNeighbour), ...SHOPPER_WEEKS.map(datesOfShopper)])
  for (const [index, order] of BULK_ORDERS.entries()) {
    await placeOrder(around, order, index)
  }
  for (const [index, quote] of QUOTES.entries()) {
    await negotiate(around, quote, index)
  }
}

/** Changes when anything that happens in the weeks does, so that an older demo gets what it lacks. */
export function whatHappened(): string {
  return fingerprint([__dirname])
}

const after = (date: Date, hours: number): Date => new Date(date.getTime() + hours * HOUR_MS)

const datesOfNeighbour = ({ id, daysAgo: days, decision }: Neighbour, index: number): PersonDates => {
  const signed_up = daysAgo(days, index)
  return { clerk_user_id: id, signed_up, ...(decision && { [decision.outcome]: after(signed_up, decision.afterHours) }) }
}

const datesOfShopper = ({ stage, daysAgo: days, then = {} }: (typeof SHOPPER_WEEKS)[number], index: number): PersonDates => {
  const signed_up = daysAgo(days, index)
  const acts = Object.entries(then).map(([act, hours]) => [act, after(signed_up, hours)] as const)
  return { clerk_user_id: shopperOf(stage), signed_up, ...Object.fromEntries(acts) }
}

async function ask({ shop }: Surroundings, call: Call): Promise<Record<string, unknown>> {
  const answer = await shop.call(call)
  if (answer.status >= 300) {
    throw unexpectedAnswer(`${call.method} ${call.path}`, answer)
  }
  return answer.body
}

const as = (around: Surroundings, id: string, call: Omit<Call, "token">) => ask(around, { ...call, token: around.clerk.mintToken(id) })

const asAdmin = (around: Surroundings, call: Omit<Call, "token">) => ask(around, { ...call, token: around.adminToken })

async function signUp(around: Surroundings): Promise<void> {
  const { clerk } = around
  for (const { daysAgo: _, decision: __, ...account } of NEIGHBOURS) {
    if (!clerk.users.get(account.id)) {
      clerk.users.create(account)
    }
    await as(around, account.id, { method: "POST", path: "/store/customers/sync-role" })
  }
  await clerk.webhooks.idle()
}

/** Decides as the shop did, wherever an application still waits. */
async function decide(around: Surroundings): Promise<void> {
  const { customers } = await asAdmin(around, { method: "GET", path: "/admin/customers/business?status=pending&limit=100" })
  const waiting = new Map(list(customers).map(({ clerk_user_id, customer_id }) => [clerk_user_id, customer_id]))
  for (const outcome of ["verified", "rejected"] as const) {
    const ids = NEIGHBOURS.flatMap(({ id, decision }) => (decision?.outcome === outcome ? (waiting.get(id) ?? []) : []))
    if (ids.length > 0) {
      const body = { customer_ids: ids, is_verified: outcome === "verified", note: NOTES[outcome] }
      await asAdmin(around, { method: "POST", path: "/admin/customers/verify", body })
    }
  }
}

async function placeOrder(around: Surroundings, { by, daysAgo: days, reference, items }: PastBulkOrder, index: number): Promise<void> {
  const earlier = await as(around, by, { method: "GET", path: "/store/orders?limit=100&fields=id,metadata" })
  if (list(earlier.orders).some(({ metadata }) => part(metadata).purchase_order_number === reference)) {
    return
  }
  const { order } = await as(around, by, {
    method: "POST",
    path: "/store/orders/create-bulk",
    body: { items: items.map(([sku, quantity]) => ({ sku, quantity })), shipping_address: ADDRESS, purchase_order_number: reference },
  })
  await dateOrder(around.database, String(part(order).id), daysAgo(days, index))
}

/** Takes the turns of a quote one after the other, and dates what each of them has left behind. */
async function negotiate(around: Surroundings, past: PastQuote, index: number): Promise<void> {
  const { by, items, message, turns } = past
  const { count } = await as(around, by, { method: "GET", path: "/store/quotes?limit=1" })
  if (count !== 0) {
    return
  }
  const moments: Moment[] = []
  const take = async (days: number, act: () => Promise<Record<string, unknown>>) => {
    const since = new Date()
    const { quote } = await act()
    moments.push({ since, until: new Date(), at: daysAgo(days, index + moments.length) })
    return part(quote)
  }
  const { id } = await take(past.daysAgo, () =>
    as(around, by, { method: "POST", path: "/store/quotes/request", body: { items: items.map(toLine), message, currency_code: "eur" } })
  )
  for (const turn of turns) {
    const { order_id } = await take(turn.daysAgo, () => takeTurn(around, by, String(id), turn))
    if (turn.act === "accept") {
      await dateOrder(around.database, String(order_id), daysAgo(turn.daysAgo, index))
    }
  }
  await dateQuote(around.database, String(id), moments)
}

function takeTurn(around: Surroundings, by: string, id: string, turn: Turn): Promise<Record<string, unknown>> {
  const store = (action: string, body: object) => as(around, by, { method: "POST", path: `/store/quotes/${id}/${action}`, body })
  switch (turn.act) {
    case "offer":
      return offer(around, id, turn.prices, turn.message)
    case "reject":
      return asAdmin(around, { method: "POST", path: `/admin/quotes/${id}/reject`, body: { reason: turn.reason } })
    case "write":
      return store("messages", { text: turn.text })
    case "renegotiate":
      return store("renegotiate", { message: turn.message })
    case "decline":
      return store("decline", { reason: turn.reason })
    case "cancel":
      return store("cancel", {})
    case "accept":
      return accept(around, by, id)
  }
}

async function offer(around: Surroundings, id: string, prices: Record<string, number>, message: string): Promise<Record<string, unknown>> {
  const path = `/admin/quotes/${id}`
  const { quote } = await asAdmin(around, { method: "GET", path })
  const items = list(part(quote).items).flatMap((item) => {
    const unit_price = prices[String(item.sku)]
    return unit_price === undefined ? [] : [{ id: item.id, unit_price }]
  })
  await asAdmin(around, { method: "POST", path, body: { items } })
  return asAdmin(around, { method: "POST", path: `${path}/send`, body: { message } })
}

async function accept(around: Surroundings, by: string, id: string): Promise<Record<string, unknown>> {
  const { quote } = await as(around, by, { method: "GET", path: `/store/quotes/${id}` })
  return as(around, by, {
    method: "POST",
    path: `/store/quotes/${id}/accept`,
    body: { revision: part(quote).revision, shipping_address: ADDRESS },
  })
}

const toLine = ([sku, quantity, target]: Wanted) => ({ sku, quantity, ...(target !== undefined && { target_unit_price: target }) })
