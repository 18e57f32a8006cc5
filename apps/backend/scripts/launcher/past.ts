import path from "node:path"
import type { ClerkStandIn } from "clerk-stand-in"
import { type Database, transact } from "./database"
import { fingerprint } from "./fingerprint"
import { list, part } from "./json"
import type { Detail } from "./progress"
import { type Call, type Shop, unexpectedAnswer } from "./shop"
import { shopperOf } from "./shoppers"

/** How far the goods of an order have come. */
type Delivery = "delivered" | "prepared"

type PastOrder = { daysAgo: number; delivery: Delivery; items: [sku: string, quantity: number][]; reference?: string }

type Address = { [field in "first_name" | "last_name" | "company" | "address_1" | "postal_code" | "city" | "country_code"]?: string }

const BUSINESS_ADDRESS: Address = {
  first_name: "Pieter",
  last_name: "de Vries",
  company: "De Vries Werkplaats B.V.",
  address_1: "Ambachtsweg 18",
  postal_code: "3542 DH",
  city: "Utrecht",
  country_code: "nl",
}

const HOME_ADDRESS: Address = {
  first_name: "Jonas",
  last_name: "Weber",
  address_1: "Lindenallee 7",
  postal_code: "50968",
  city: "Köln",
  country_code: "de",
}

/** The older ones come first, so that order numbers rise with time. */
const BUSINESS_ORDERS: PastOrder[] = [
  {
    daysAgo: 168,
    delivery: "delivered",
    reference: "INK-1188",
    items: [
      ["SAF-GLOV-L", 60],
      ["STO-TAPE-BRN", 24],
    ],
  },
  {
    daysAgo: 139,
    delivery: "delivered",
    reference: "INK-1203",
    items: [
      ["PAP-COPY-A4", 120],
      ["DSK-ARCH-80", 60],
    ],
  },
  {
    daysAgo: 118,
    delivery: "delivered",
    reference: "INK-1219",
    items: [
      ["STO-CART-600", 8],
      ["STO-STRE-6", 4],
    ],
  },
  {
    daysAgo: 84,
    delivery: "delivered",
    reference: "INK-1240",
    items: [
      ["SAF-GLOV-L", 96],
      ["TLS-TAPE-5", 20],
    ],
  },
  {
    daysAgo: 57,
    delivery: "delivered",
    reference: "INK-1257",
    items: [
      ["STO-SHLF-180", 12],
      ["STO-EURO-320", 40],
    ],
  },
  {
    daysAgo: 26,
    delivery: "delivered",
    reference: "INK-1271",
    items: [
      ["PAP-COPY-A4", 180],
      ["PRN-CL400-BLK", 3],
      ["STO-TAPE-CLR", 36],
    ],
  },
  {
    daysAgo: 2,
    delivery: "prepared",
    reference: "INK-1284",
    items: [
      ["SAF-GLOV-L", 72],
      ["STO-EURO-220", 24],
    ],
  },
]

const HOME_ORDERS: PastOrder[] = [
  { daysAgo: 96, delivery: "delivered", items: [["STO-EURO-220", 3]] },
  {
    daysAgo: 4,
    delivery: "prepared",
    items: [
      ["TLS-TAPE-5", 1],
      ["PAP-COPY-A4", 5],
    ],
  },
]

type Errands = {
  shop: Shop
  adminToken: string
  database: Database
  /** Calls the backend as the shopper. Their token is minted at each call. */
  as: (shopper: string, call: Omit<Call, "token">) => Promise<Record<string, unknown>>
  asAdmin: (call: Omit<Call, "token">) => Promise<Record<string, unknown>>
}

/**
 * Gives the verified business and the individual addresses, orders of several months and quotes, so that their pages have
 * something to show. Everything goes through the routes that a storefront and the admin use. Only the dates do not: no
 * route places an order in the past, so {@link moveBack} writes them into the database afterwards.
 *
 * @throws {ForeseenError} if the backend gives an unexpected answer
 */
export async function giveShoppersAPast(
  shop: Shop,
  clerk: ClerkStandIn,
  adminToken: string,
  database: Database,
  detail: Detail
): Promise<void> {
  const ask = async (who: string, call: Call) => {
    const answer = await shop.call(call)
    if (answer.status >= 300) {
      throw unexpectedAnswer(`${call.method} ${call.path} of ${who}`, answer)
    }
    return answer.body
  }
  const errands: Errands = {
    shop,
    adminToken,
    database,
    as: (shopper, call) => ask(shopper, { ...call, token: clerk.mintToken(shopper) }),
    asAdmin: (call) => ask("the admin", { ...call, token: adminToken }),
  }
  const business = shopperOf("verified")
  const individual = shopperOf("individual")
  detail("addresses")
  await keepAddress(errands, business, BUSINESS_ADDRESS)
  await keepAddress(errands, individual, HOME_ADDRESS)
  for (const [index, order] of BUSINESS_ORDERS.entries()) {
    detail(`order ${index + 1} of ${BUSINESS_ORDERS.length + HOME_ORDERS.length}`)
    await settlePast(errands, order, await placeBulkOrder(errands, business, order))
  }
  const { orders } = await errands.as(individual, { method: "GET", path: "/store/orders?limit=100&fields=id&order=created_at" })
  for (const [index, order] of HOME_ORDERS.entries()) {
    detail(`order ${BUSINESS_ORDERS.length + index + 1} of ${BUSINESS_ORDERS.length + HOME_ORDERS.length}`)
    const earlier = list(orders)[index]?.id
    await settlePast(errands, order, earlier === undefined ? await checkOut(errands, individual, order) : String(earlier))
  }
  detail("quotes")
  await requestQuotes(errands, business)
}

/** Changes when this file or the list of shoppers does, so that an older demo gets what it lacks. */
export function peopleAndPast(): string {
  return fingerprint([path.join(__dirname, "past.ts"), path.join(__dirname, "shoppers.ts")])
}

async function keepAddress({ as }: Errands, shopper: string, address: Address): Promise<void> {
  const { addresses } = await as(shopper, { method: "GET", path: "/store/customers/me/addresses" })
  if (Array.isArray(addresses) && addresses.length === 0) {
    await as(shopper, {
      method: "POST",
      path: "/store/customers/me/addresses",
      body: { ...address, is_default_shipping: true, is_default_billing: true },
    })
  }
}

/** Returns the id of the order, which an earlier start may have placed. */
async function placeBulkOrder({ shop, as }: Errands, shopper: string, order: PastOrder): Promise<string> {
  const earlier = await as(shopper, { method: "GET", path: "/store/orders?limit=100&fields=id,metadata" })
  const known = list(earlier.orders).find(({ metadata }) => part(metadata).purchase_order_number === order.reference)
  if (known) {
    return String(known.id)
  }
  const items = order.items.map(([sku, quantity]) => ({ sku, quantity }))
  const { order: placed } = await as(shopper, {
    method: "POST",
    path: "/store/orders/create-bulk",
    headers: { "idempotency-key": `cedar-demo-${order.reference}-${shop.publishableKey.slice(-6)}` },
    body: { items, shipping_address: BUSINESS_ADDRESS, purchase_order_number: order.reference },
  })
  return String(part(placed).id)
}

/** Buys like anybody else: a cart, a way of delivery, payment in advance. */
async function checkOut({ as, asAdmin }: Errands, shopper: string, order: PastOrder): Promise<string> {
  const { regions } = await as(shopper, { method: "GET", path: "/store/regions?fields=id" })
  const items = await Promise.all(
    order.items.map(async ([sku, quantity]) => {
      const { variants } = await asAdmin({ method: "GET", path: `/admin/product-variants?fields=id&sku=${sku}` })
      return { variant_id: list(variants)[0]?.id, quantity }
    })
  )
  const { cart } = await as(shopper, {
    method: "POST",
    path: "/store/carts",
    body: { region_id: list(regions)[0]?.id, items, shipping_address: HOME_ADDRESS, billing_address: HOME_ADDRESS },
  })
  const cartId = String(part(cart).id)
  const { shipping_options } = await as(shopper, { method: "GET", path: `/store/shipping-options?cart_id=${cartId}` })
  await as(shopper, {
    method: "POST",
    path: `/store/carts/${cartId}/shipping-methods`,
    body: { option_id: list(shipping_options)[0]?.id },
  })
  const { payment_collection } = await as(shopper, { method: "POST", path: "/store/payment-collections", body: { cart_id: cartId } })
  await as(shopper, {
    method: "POST",
    path: `/store/payment-collections/${String(part(payment_collection).id)}/payment-sessions`,
    body: { provider_id: "pp_system_default" },
  })
  const { order: placed } = await as(shopper, { method: "POST", path: `/store/carts/${cartId}/complete` })
  return String(part(placed).id)
}

/** Does what is still to be done, because a start that was interrupted may have done a part. */
async function settlePast(errands: Errands, { delivery, daysAgo }: PastOrder, orderId: string): Promise<void> {
  await deliver(errands, orderId, delivery)
  await moveBack(errands.database, orderId, daysAgo)
}

async function deliver({ asAdmin }: Errands, orderId: string, delivery: Delivery): Promise<void> {
  const { order } = await asAdmin({ method: "GET", path: `/admin/orders/${orderId}?fields=*items,*fulfillments` })
  const path = `/admin/orders/${orderId}/fulfillments`
  let [fulfilment] = list(part(order).fulfillments)
  if (!fulfilment) {
    const items = list(part(order).items).map(({ id, quantity }) => ({ id, quantity }))
    const prepared = await asAdmin({ method: "POST", path: `${path}?fields=*fulfillments`, body: { items } })
    fulfilment = list(part(prepared.order).fulfillments)[0]
  }
  if (delivery === "delivered" && !fulfilment?.delivered_at) {
    await asAdmin({ method: "POST", path: `${path}/${String(fulfilment?.id)}/mark-as-delivered`, body: {} })
  }
}

/** Writes into the demo's database that an order was placed earlier, because Medusa dates each order by the moment of the request. */
async function moveBack({ url }: Database, orderId: string, daysAgo: number): Promise<void> {
  const shift = "make_interval(days => $2)"
  await transact(url, [
    [
      `update order_placer set created_at = created_at - ${shift} where id = $1 and created_at > now() - interval '1 day'`,
      [orderId, daysAgo],
    ],
    [
      `update "order" set created_at = created_at - ${shift}, updated_at = updated_at - ${shift}
       where id = $1 and created_at > now() - interval '1 day'`,
      [orderId, daysAgo],
    ],
  ])
}

/** One quote that waits for the customer, and one that waits for the shop. */
async function requestQuotes({ as, asAdmin }: Errands, shopper: string): Promise<void> {
  const { count } = await as(shopper, { method: "GET", path: "/store/quotes?limit=1" })
  if (count !== 0) {
    return
  }
  const request = async (items: object[], message: string) => {
    const { quote } = await as(shopper, { method: "POST", path: "/store/quotes/request", body: { items, message, currency_code: "eur" } })
    return String(part(quote).id)
  }
  const answered = await request(
    [{ sku: "STO-SHLF-180", quantity: 20, target_unit_price: 62 }],
    "We are fitting out a second hall. What can you do for twenty shelves at once?"
  )
  const path = `/admin/quotes/${answered}`
  const { quote } = await asAdmin({ method: "GET", path })
  const end = new Date(Date.now() + 4 * 24 * 60 * 60 * 1000)
  end.setUTCHours(17, 0, 0, 0)
  const valid_until = end.toISOString()
  const items = list(part(quote).items).map(({ id }) => ({ id, unit_price: 64.5 }))
  await asAdmin({ method: "POST", path, body: { items, valid_until } })
  await asAdmin({ method: "POST", path: `${path}/send`, body: { message: "Delivered in one lot, we can do 64.50 a shelf." } })
  await request(
    [
      { sku: "SAF-GLOV-L", quantity: 500, target_unit_price: 2.4 },
      { sku: "STO-TAPE-BRN", quantity: 120 },
    ],
    "This would be our supply for the whole season."
  )
}
