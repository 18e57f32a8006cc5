import { randomBytes } from "node:crypto"
import path from "node:path"
import { type ClerkStandIn, startClerkStandIn } from "clerk-stand-in"
import { LOOPBACK, probePort } from "local-postgres"
import { Client, escapeIdentifier } from "pg"
import { builtPluginFolder } from "../helpers/built-plugin"
import { type Delivery, send } from "../model/deliveries"
import type { ReadRows } from "../model/end-state"
import { type AppProcess, healthy, launch, launchMedusa, launchServer, type MedusaApp, succeeded } from "../setup/medusa-process"
import { createFilledDatabase, createMigratedDatabase, databaseUrl } from "../setup/migrated-database"

const FOLDER = path.join(__dirname, "app")

/** The products of {@link openStockedShop} beside the catalogue's: `PART-0`, `PART-1`, … */
export const PARTS = 400

/** A shop whose server runs in its own process, which can be killed and restarted. Its database and Clerk stay. */
export type ProcessShop = {
  readonly clerk: ClerkStandIn
  /** Returns the rows of a statement, over a separate connection. */
  read: ReadRows
  /** Sends a webhook, signed now. Returns the status, or `undefined` without an answer. */
  send: (delivery: Delivery) => Promise<number | undefined>
  /** The server's URL, with the same port after each start. */
  url: string
  /** Starts the server, optionally with more environment variables, and waits until it answers. */
  start: (environment?: MedusaApp["environment"]) => Promise<void>
  /** Starts another server of the shop, optionally with more environment variables; returns its URL. */
  startAnother: (environment?: MedusaApp["environment"]) => Promise<string>
  /** The last lines that the server has printed since its start. */
  output: () => string
  /** Kills the server, as a crash does. */
  kill: () => Promise<void>
  /** Starts `medusa-customer-role` in the shop's folder; it needs no server. */
  command: (...args: string[]) => AppProcess
  close: () => Promise<void>
}

/**
 * Opens a shop on a fresh, migrated database, with its own Clerk. `start` starts the server. All its processes have
 * `more` in their environment.
 *
 * @example
 * const shop = await openShop("webhooks")
 * await shop.start()
 */
export const openShop = (name: string, more: MedusaApp["environment"] = {}): Promise<ProcessShop> =>
  open(name, (database) => createMigratedDatabase(database), more)

/** Opens a shop like {@link openShop} with a catalogue, {@link PARTS} and a promotion with a usage counter. */
export const openStockedShop = (name: string, more: MedusaApp["environment"] = {}): Promise<ProcessShop> =>
  open(name, (database, clerk) => createFilledDatabase(database, { template: "stocked", fill: (unfilled) => stock(unfilled, clerk) }), more)

const stock = (database: string, clerk: ClerkStandIn): Promise<void> => {
  const environment = environmentOf(clerk, databaseUrl(database))
  return succeeded(launchMedusa({ folder: FOLDER, environment }, ["exec", "./seed-catalogue.ts", String(PARTS)]))
}

/** Sends offers for all requested quotes of a shop, at half the list price. */
export const sendQuotes = async (url: string): Promise<void> => {
  const { status } = await fetch(`${url}/test/send-quotes`, { method: "POST" })
  if (status !== 200) {
    throw new Error(`The quotes are not sent (${status}).`)
  }
}

const open = async (
  name: string,
  create: (database: string, clerk: ClerkStandIn) => Promise<void>,
  more: MedusaApp["environment"]
): Promise<ProcessShop> => {
  const clerk = await startClerkStandIn()
  const database = await createDatabase(name, (unused) => create(unused, clerk))
  const app = { folder: FOLDER, environment: { ...environmentOf(clerk, database.url), ...more } }
  const server = await serverOf(app)
  const others: Awaited<ReturnType<typeof serverOf>>[] = []
  const close = async () => {
    await Promise.all([server, ...others].map(({ stop }) => stop()))
    await clerk.close()
    await database.drop()
  }
  return {
    clerk,
    read: database.read,
    send: (delivery) => send(clerk, server.url, delivery).catch(() => undefined),
    url: server.url,
    start: server.start,
    async startAnother(environment) {
      const another = await serverOf(app)
      others.push(another)
      await another.start(environment)
      return another.url
    },
    output: server.output,
    kill: server.kill,
    command: (...args) => launch(app, path.join(builtPluginFolder(), ".medusa/server/src/cli/index.js"), args),
    close,
  }
}

const environmentOf = (clerk: ClerkStandIn, databaseUrl: string): MedusaApp["environment"] => ({
  DATABASE_URL: databaseUrl,
  JWT_SECRET: randomBytes(32).toString("hex"),
  COOKIE_SECRET: randomBytes(32).toString("hex"),
  PLUGIN_FOLDER: builtPluginFolder(),
  CLERK_SECRET_KEY: clerk.secretKey,
  CLERK_API_URL: clerk.apiUrl,
  CLERK_JWT_KEY: clerk.jwtKey,
  CLERK_ISSUER: clerk.issuer,
  CLERK_AUTHORIZED_PARTIES: clerk.authorizedParties.join(","),
  CLERK_WEBHOOK_SIGNING_SECRET: clerk.webhookSigningSecret,
})

const serverOf = async (app: MedusaApp) => {
  const port = (await probePort(0)) ?? 0
  let server: AppProcess | undefined
  return {
    url: `http://${LOOPBACK}:${port}`,
    async start(environment: MedusaApp["environment"] = {}) {
      server = launchServer({ ...app, environment: { ...app.environment, ...environment } }, port)
      await healthy(server, port)
    },
    output: () => server?.output() ?? "",
    async kill() {
      await server?.kill()
    },
    async stop() {
      await server?.stop()
    },
  }
}

const createDatabase = async (name: string, create: (database: string) => Promise<void>) => {
  const database = `${name}_${randomBytes(4).toString("hex")}`
  await create(database)
  const root = await connected(databaseUrl("postgres"))
  const client = await connected(databaseUrl(database))
  return {
    url: databaseUrl(database),
    read: async <T>(sql: string): Promise<T[]> => {
      const { rows } = await client.query(sql)
      return rows
    },
    async drop() {
      await client.end()
      await root.query(`DROP DATABASE ${escapeIdentifier(database)} WITH (FORCE)`)
      await root.end()
    },
  }
}

const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString })
  await client.connect()
  return client
}
