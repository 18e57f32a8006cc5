import { startPostgres } from "local-postgres"
import { Client } from "pg"
import type { BackendLog } from "./backend-log"
import type { Cleanup } from "./cleanup"
import { ForeseenError, messageOf } from "./foreseen-error"
import { demo } from "./paths"

const CONNECT_LIMIT_MS = 8_000

/** The database of the backend. */
export type Database = {
  url: string
  embedded: boolean
  /** Identifies the database among all others; `undefined` if the server does not tell. */
  identity: string | undefined
  /** Settles when an embedded server has ended. */
  ended?: Promise<void>
}

/** Starts the embedded PostgreSQL with the data of earlier runs. */
export async function startEmbedded(log: BackendLog, cleanup: Cleanup, say: (line: string) => void): Promise<Database> {
  const postgres = await startPostgres({
    dir: demo.postgres,
    persistent: true,
    durable: true,
    log: (line) => {
      log.line(`postgres: ${line}`)
      if (line.includes(" is kept in ")) {
        say(`  ${line}`)
      }
    },
  })
  cleanup.add(() => postgres.stop())
  await postgres.createDatabase("cedar")
  const url = postgres.url("cedar")
  return { url, embedded: true, identity: await identify(url), ended: postgres.ended }
}

/**
 * Checks that a database of the caller's own can be used.
 *
 * @throws {ForeseenError} if it cannot be reached
 */
export async function useExisting(url: string): Promise<Database> {
  return { url, embedded: false, identity: await identify(url) }
}

/** Runs one query on a connection of its own. */
export async function query<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  return connected(url, async (client) => (await client.query<T>(sql, values)).rows)
}

/** Runs statements in one transaction, on a connection of its own: all of them or none. */
export async function transact(url: string, statements: [sql: string, values: unknown[]][]): Promise<void> {
  await connected(url, async (client) => {
    // Closing the connection undoes an unfinished transaction.
    await client.query("begin")
    for (const [sql, values] of statements) {
      await client.query(sql, values)
    }
    await client.query("commit")
  })
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS })
  client.on("error", () => undefined)
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => undefined)
    throw unreachable(url, error)
  }
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function identify(url: string): Promise<string | undefined> {
  await query(url, "select 1")
  const rows = await query<{ identity: string }>(
    url,
    `select system_identifier || '/' || oid as identity
       from pg_control_system(), pg_database where datname = current_database()`
  ).catch(() => [])
  return rows[0]?.identity
}

function unreachable(url: string, error: unknown): ForeseenError {
  const { code } = error as { code?: string }
  const where = withoutPassword(url)
  switch (code) {
    case "3D000":
      return new ForeseenError(`The database of ${where} does not exist. Create it with createdb, or correct DATABASE_URL.`)
    case "28P01":
    case "28000":
      return new ForeseenError(`PostgreSQL refuses the user or password of ${where}. Correct DATABASE_URL.`)
    default:
      return new ForeseenError(
        `The database ${where} cannot be reached (${code ?? messageOf(error)}). Start that server or correct ` +
          "DATABASE_URL. Unset it to use the embedded PostgreSQL."
      )
  }
}

function withoutPassword(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return "of DATABASE_URL"
  }
}
