import { randomBytes } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type { ClerkStandIn } from "clerk-stand-in"
import { LOOPBACK } from "local-postgres"
import { Client } from "pg"
import type { SeededShop } from "../app/src/api/bench/bulk/seed/route"
import { startMedusa } from "../lib/medusa"
import { prepareShop } from "../lib/prepare-shop"
import type { BenchContext } from "../lib/result"

/** Callers take turns, so that no figure depends on a single hot row. */
const CUSTOMERS = 20
/** Other customers in the table, so that the look-up needs its index. */
const OTHERS = 50_000
const TOKEN_TTL_SECONDS = 3600
const CART_LINES = 3

/** A verified business and its credentials. */
export type Customer = { customer_id: string; clerk_user_id: string; medusaToken: string; clerkToken: string }

/** A cart with a few lines. A guest's cart has no token. */
export type Cart = { id: string; lineId: string; token: string | null }

/** Two shops on one database: one with the plugin, one without. */
export type Shops = {
  ports: { plugin: number; plain: number }
  publishableKey: string
  customers: Customer[]
  /** One cart per customer. */
  carts: Cart[]
  guestCarts: Cart[]
  /** A signed-in customer who is not a business. */
  individual: Pick<Customer, "medusaToken" | "clerkToken">
  /** Returns a Clerk token that no request has used yet. */
  newClerkToken: (clerkUserId: string) => string
}

/** Starts everything that the benchmark calls. */
export const openShops = async (context: BenchContext): Promise<Shops> => {
  const { cleanup, say } = context
  const { clerk, databaseUrl, environment } = await prepareShop(context, { tokenTtlSeconds: TOKEN_TTL_SECONDS })
  await addOtherCustomers(databaseUrl)
  say("Starting two shops: one with the plugin, one without it")
  const [pluginPort, plainPort] = await Promise.all([
    startMedusa(cleanup, environment),
    startMedusa(cleanup, { ...environment, PLUGIN_FOLDER: undefined }),
  ])

  const shop = await post<SeededShop>(pluginPort, "/bench/bulk/seed", { products: CART_LINES })
  const { publishable_key } = await post<{ publishable_key: string }>(pluginPort, "/bench/shop", {
    sales_channel_id: shop.sales_channel_id,
  })
  const customers: Customer[] = []
  for (let made = 0; made < CUSTOMERS; made++) {
    customers.push(await signUp(pluginPort, clerk, { accountType: "business", company: `Cedar ${made} GmbH` }))
  }
  await post(pluginPort, "/bench/verify", { customer_ids: customers.map(({ customer_id }) => customer_id) })
  const openCart = (token: string | null) => fillCart(pluginPort, publishable_key, shop, token)
  const carts: Cart[] = []
  const guestCarts: Cart[] = []
  for (const { medusaToken } of customers) {
    carts.push(await openCart(medusaToken))
    guestCarts.push(await openCart(null))
  }
  return {
    ports: { plugin: pluginPort, plain: plainPort },
    publishableKey: publishable_key,
    customers,
    carts,
    guestCarts,
    individual: await signUp(pluginPort, clerk, {}),
    newClerkToken: (clerkUserId) => clerk.mintToken(clerkUserId),
  }
}

const addOtherCustomers = async (databaseUrl: string): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(
      `INSERT INTO customer_meta (id, customer_id, clerk_user_id, account_type, verification_status, is_verified, search_text)
       SELECT 'cmeta_other_' || n, 'cus_other_' || n, 'user_other_' || n, 'individual', 'not_required', false, ''
       FROM generate_series(1, ${OTHERS}) n`
    )
    await client.query("VACUUM ANALYZE customer_meta")
  } finally {
    await client.end()
  }
}

/** Exchanges a Clerk token for a Medusa token, which creates the customer. */
export const signUp = async (port: number, clerk: ClerkStandIn, unsafe_metadata: Record<string, unknown>): Promise<Customer> => {
  const user = clerk.users.create({ email: `${randomBytes(8).toString("hex")}@example.com`, unsafe_metadata })
  const clerkToken = clerk.mintToken(user.id)
  const { token } = await post<{ token: string }>(port, "/auth/customer/clerk", { token: clerkToken })
  const claims: { actor_id: string } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())
  return { customer_id: claims.actor_id, clerk_user_id: user.id, medusaToken: token, clerkToken }
}

const fillCart = async (
  port: number,
  publishableKey: string,
  { region_id, variant_ids }: SeededShop,
  token: string | null
): Promise<Cart> => {
  const { cart } = await post<{ cart: { id: string; items: { id: string }[] } }>(
    port,
    "/store/carts",
    { region_id, items: variant_ids.map((variant_id) => ({ variant_id, quantity: 1 })) },
    { "x-publishable-api-key": publishableKey, ...(token && { authorization: `Bearer ${token}` }) }
  )
  return { id: cart.id, lineId: cart.items[0]?.id ?? "", token }
}

/** Posts JSON and throws unless the request succeeds. */
export const post = async <T>(port: number, path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> => {
  const answer = await fetch(`http://${LOOPBACK}:${port}${path}`, {
    method: "POST",
    // The shop closes a connection that is idle for five seconds, perhaps just when the next request goes out.
    headers: { "content-type": "application/json", connection: "close", ...headers },
    body: JSON.stringify(body),
  })
  if (!answer.ok) {
    throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`)
  }
  const parsed: T = JSON.parse(await answer.text())
  return parsed
}

/** Waits until caches, compilers and the database's background work have settled. */
export const settle = (): Promise<void> => pause(1_000)
