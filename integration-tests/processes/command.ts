import { type ChildProcess, spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import path from "node:path"
import { type ClerkStandIn, startClerkStandIn } from "clerk-stand-in"
import { endWithParent } from "local-postgres"
import { Client, escapeIdentifier } from "pg"
import { builtPluginFolder } from "../helpers/built-plugin"
import { launchMedusa, succeeded } from "../setup/medusa-process"

/** The shop's project, and a project without the plugin. */
export const SHOP_FOLDER = path.join(__dirname, "app")
export const PLAIN_FOLDER = path.join(__dirname, "../../benchmarks/app")

const MIGRATE = ["db:migrate", "--execute-safe-links", "--execute-safe-search", "--skip-scripts"]

/** The exit code and output of a command. */
export type Ended = { code: number | null; results: string; messages: string }

/** A running command. */
export type Running = { ended: Promise<Ended>; send: (signal: NodeJS.Signals) => void }

/** A shop's database and its Clerk, without a server, and the commands to run on them. */
export type CommandShop = {
  readonly clerk: ClerkStandIn
  /** Returns the URL of a database on the same server. */
  urlOf: (database: string) => string
  /** Returns the rows of a statement with `$1` for bindings. */
  rows: <T = Record<string, unknown>>(sql: string, bindings?: unknown[]) => Promise<T[]>
  /** Starts `medusa-customer-role`, by default in the shop's project. */
  start: (args: string[], more?: { folder?: string; environment?: Record<string, string | undefined> }) => Running
  /** Runs the command to its end. */
  run: (...args: string[]) => Promise<Ended>
  /** Runs `medusa db:migrate` in the shop's project with changes to its environment. Returns exit code and output. */
  migrate: (environment: Record<string, string>) => Promise<{ code: string; output: string }>
  /** Returns the tables of a database on the same server. */
  tablesOf: (database: string) => Promise<string[]>
  close: () => Promise<void>
}

/**
 * Opens a shop on a fresh, migrated database, with its own Clerk.
 *
 * @example
 * const shop = await openCommandShop()
 * const { code, results } = await shop.run("reconcile", "--dry-run")
 */
export const openCommandShop = async (): Promise<CommandShop> => {
  const { DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD } = process.env
  const urlOf = (database: string) => `postgres://${DB_USERNAME}:${DB_PASSWORD}@${DB_HOST}:${DB_PORT}/${database}`
  const database = `command_${randomBytes(4).toString("hex")}`
  const root = await connected(urlOf("postgres"))
  await root.query(`CREATE DATABASE ${escapeIdentifier(database)}`)
  const client = await connected(urlOf(database))
  const clerk = await startClerkStandIn()
  const environment = environmentOf(clerk, urlOf(database))
  const started: Running[] = []
  const start: CommandShop["start"] = (args, { folder = SHOP_FOLDER, environment: changes } = {}) => {
    const running = launchCommand(folder, { ...environment, ...changes }, args)
    started.push(running)
    return running
  }
  const close = async () => {
    started.forEach(({ send }) => send("SIGKILL"))
    await Promise.allSettled(started.map(({ ended }) => ended))
    await clerk.close()
    await client.end()
    await root.query(`DROP DATABASE ${escapeIdentifier(database)} WITH (FORCE)`)
    await root.end()
  }
  await succeeded(launchMedusa({ folder: SHOP_FOLDER, environment }, MIGRATE)).catch(async (error: unknown) => {
    await close()
    throw error
  })
  return {
    clerk,
    urlOf,
    rows: async (sql, bindings) => (await client.query(sql, bindings)).rows,
    start,
    run: (...args) => start(args).ended,
    async migrate(changes) {
      const migration = launchMedusa({ folder: SHOP_FOLDER, environment: { ...environment, ...changes } }, MIGRATE)
      return { code: await migration.ended, output: migration.output() }
    },
    async tablesOf(name) {
      const other = await connected(urlOf(name))
      const { rows } = await other.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1"
      )
      await other.end()
      return rows.map((row) => row.name)
    },
    close,
  }
}

const environmentOf = (clerk: ClerkStandIn, databaseUrl: string): Record<string, string> => ({
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

const launchCommand = (folder: string, environment: Record<string, string | undefined>, args: string[]): Running => {
  const { LOG_LEVEL: _, NODE_ENV: __, NODE_OPTIONS: ___, ...inherited } = process.env
  const command = path.join(builtPluginFolder(), ".medusa/server/src/cli/index.js")
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { ...inherited, MEDUSA_DISABLE_TELEMETRY: "true", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const [results, messages] = [outputOf(child.stdout), outputOf(child.stderr)]
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => resolve({ code, results: results(), messages: messages() }))
  })
  const callOff = child.pid ? endWithParent(child.pid) : undefined
  ended.then(callOff, callOff)
  return { ended, send: (signal) => void child.kill(signal) }
}

const outputOf = (stream: ChildProcess["stdout"]): (() => string) => {
  let text = ""
  stream?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk
  })
  return () => text
}

const connected = async (connectionString: string): Promise<Client> => {
  const client = new Client({ connectionString })
  await client.connect()
  return client
}
