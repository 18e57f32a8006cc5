import { rm, rmdir } from "node:fs/promises"
import path from "node:path"
import { Client, escapeIdentifier } from "pg"
import { chooseAccount } from "./account"
import { findBinaries } from "./binaries"
import { openCluster, SUPERUSER } from "./cluster"
import { LocalPostgresError } from "./error"
import { LOOPBACK, probePort } from "./free-port"
import { serve } from "./server"

const DUPLICATE_DATABASE = "42P04"

/** Options of {@link startPostgres}. */
export interface LocalPostgresOptions {
  /** The folder for data and password. Created if it is missing. */
  dir: string
  /**
   * The port on loopback.
   *
   * @default any free one
   */
  port?: number
  /** Whether to keep the data for the next start. Otherwise each start is fresh and the data is removed at the end. */
  persistent: boolean
  /** `false` trades crash safety for speed: no fsync and no full-page writes. */
  durable: boolean
  /** Receives PostgreSQL's log line by line, and notices about folders. */
  log?: (line: string) => void
}

/** A PostgreSQL server on loopback. */
export interface LocalPostgres {
  /** Returns the connection URL of a database, password included. The default database is `postgres`. */
  url(database?: string): string
  host: string
  port: number
  user: string
  password: string
  /** Creates a database unless it exists. */
  createDatabase(name: string): Promise<void>
  /** Settles when the server has ended, on request or not. */
  ended: Promise<void>
  /** Stops the server cleanly. It also stops when this process ends, even if it is killed. */
  stop(): Promise<void>
}

/**
 * Starts a real PostgreSQL from npm's binaries, reachable on loopback only.
 *
 * @throws {LocalPostgresError} if it cannot run here. The message says what to do
 *
 * @example
 * const postgres = await startPostgres({ dir: ".demo/postgres", persistent: true, durable: true })
 * await postgres.createDatabase("shop")
 * const client = new Client({ connectionString: postgres.url("shop") })
 */
export async function startPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const { persistent, durable, log = () => undefined } = options
  const dir = path.resolve(options.dir)
  const port = await choosePort(options.port)
  const account = chooseAccount(path.join(dir, "data"))
  const binaries = await findBinaries(account, log)
  const cluster = await openCluster({ dir, persistent, durable, account, binaries, log })
  const server = await serve({ cluster, account, binaries, port, persistent, durable, log })

  const url = (database = "postgres") => `postgres://${SUPERUSER}:${cluster.password}@${LOOPBACK}:${port}/${encodeURIComponent(database)}`

  return {
    url,
    host: LOOPBACK,
    port,
    user: SUPERUSER,
    password: cluster.password,
    createDatabase: (name) => createDatabase(url(), name),
    ended: server.ended,
    stop: async () => {
      await server.stop()
      if (!persistent) {
        await rm(cluster.data, { recursive: true, force: true })
        await rm(path.join(dir, "scratch-password"), { force: true })
        // `rmdir` removes a folder only if it is empty.
        await rmdir(path.dirname(cluster.data)).catch(() => undefined)
        await rmdir(dir).catch(() => undefined)
      }
    },
  }
}

async function choosePort(wanted = 0): Promise<number> {
  const port = await probePort(wanted)
  if (port === undefined) {
    throw new LocalPostgresError(
      `Port ${wanted} on ${LOOPBACK} is in use by another program. Choose another one, or omit it for any free port.`
    )
  }
  return port
}

async function createDatabase(server: string, name: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    // Asks first, because a refusal is an ERROR in PostgreSQL's log.
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name])
    if (!rowCount) {
      await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`)
    }
  } catch (error) {
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) {
      throw error
    }
  } finally {
    await client.end()
  }
}
