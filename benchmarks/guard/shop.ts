import { randomBytes } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { type ClerkStandIn, startClerkStandIn } from "clerk-stand-in"
import { LOOPBACK } from "local-postgres"
import { Client } from "pg"
import { buildPlugin } from "../../integration-tests/setup/build-plugin"
import { runMedusa, startMedusa } from "../lib/medusa"
import type { BenchContext } from "../lib/result"
import { startScratchPostgres } from "../lib/scratch-postgres"

/** Callers take turns, so that no figure is that of one hot row. */
const CUSTOMERS = 20
/** Other customers in the table, so that the look-up needs its index. */
const OTHERS = 50_000
const TOKEN_TTL_SECONDS = 3600

/** A verified business and what it may identify itself with. */
export type Customer = { customer_id: string; clerk_user_id: string; medusaToken: string; clerkToken: string }

/** Two shops on one database: one with the plugin, one without it. */
export type Shops = {
  ports: { plugin: number; plain: number }
  publishableKey: string
  customers: Customer[]
  /** A signed-in customer who is no business. */
  individual: Pick<Customer, "medusaToken" | "clerkToken">
  /** A Clerk token that no request has carried yet. */
  newClerkToken: (clerkUserId: string) => string
}

/** Starts everything that the benchmark calls. */
export const openShops = async ({ cleanup, say }: BenchContext): Promise<Shops> => {
  say("Building the plugin, starting PostgreSQL and the stand-in for Clerk")
  const [pluginFolder, postgres] = await Promise.all([process.env.PLUGIN_FOLDER || buildPlugin(), startScratchPostgres(cleanup)])
  await postgres.createDatabase("benchmark")
  const databaseUrl = postgres.url("benchmark")
  const clerk = await startClerkStandIn({ tokenTtlSeconds: TOKEN_TTL_SECONDS })
  cleanup.add(() => clerk.close())

  const plain = {
    PLUGIN_FOLDER: undefined,
    DATABASE_URL: databaseUrl,
    JWT_SECRET: randomBytes(32).toString("hex"),
    COOKIE_SECRET: randomBytes(32).toString("hex"),
  }
  const withPlugin = { ...plain, PLUGIN_FOLDER: pluginFolder, ...clerkEnvironment(clerk) }
  say("Migrating the database")
  await runMedusa(cleanup, withPlugin, "db:migrate", "--execute-safe-links", "--execute-safe-search", "--skip-scripts")
  await addOtherCustomers(databaseUrl)
  say("Starting two shops: one with the plugin, one without it")
  const [pluginPort, plainPort] = await Promise.all([startMedusa(cleanup, withPlugin), startMedusa(cleanup, plain)])

  const { publishable_key } = await post<{ publishable_key: string }>(pluginPort, "/bench/shop", {})
  const customers: Customer[] = []
  for (let made = 0; made < CUSTOMERS; made++) {
    customers.push(await signUp(pluginPort, clerk, { accountType: "business", company: `Cedar ${made} GmbH` }))
  }
  await post(pluginPort, "/bench/verify", { customer_ids: customers.map(({ customer_id }) => customer_id) })
  return {
    ports: { plugin: pluginPort, plain: plainPort },
    publishableKey: publishable_key,
    customers,
    individual: await signUp(pluginPort, clerk, {}),
    newClerkToken: (clerkUserId) => clerk.mintToken(clerkUserId),
  }
}

const clerkEnvironment = (clerk: ClerkStandIn): Record<string, string> => ({
  CLERK_SECRET_KEY: clerk.secretKey,
  CLERK_API_URL: clerk.apiUrl,
  CLERK_JWT_KEY: clerk.jwtKey,
  CLERK_ISSUER: clerk.issuer,
  CLERK_AUTHORIZED_PARTIES: clerk.authorizedParties.join(","),
})

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

/** The exchange: a Medusa token for a Clerk token, the customer made on the way. */
const signUp = async (port: number, clerk: ClerkStandIn, unsafe_metadata: Record<string, unknown>): Promise<Customer> => {
  const user = clerk.users.create({ email: `${randomBytes(8).toString("hex")}@example.com`, unsafe_metadata })
  const clerkToken = clerk.mintToken(user.id)
  const { token } = await post<{ token: string }>(port, "/auth/customer/clerk", { token: clerkToken })
  const claims: { actor_id: string } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())
  return { customer_id: claims.actor_id, clerk_user_id: user.id, medusaToken: token, clerkToken }
}

/** Posts JSON; fails unless it succeeds. */
export const post = async <T>(port: number, path: string, body: unknown): Promise<T> => {
  const answer = await fetch(`http://${LOOPBACK}:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!answer.ok) {
    throw new Error(`POST ${path} answered ${answer.status}: ${await answer.text()}`)
  }
  const parsed: T = JSON.parse(await answer.text())
  return parsed
}

/** Lets caches, compilers and the database's own housekeeping come to rest. */
export const settle = (): Promise<void> => pause(1_000)
