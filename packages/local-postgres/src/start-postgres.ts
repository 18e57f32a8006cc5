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

/** What {@link startPostgres} takes. */
export interface LocalPostgresOptions {
  /** Folder for the data and the password; made where it is missing. */
  dir: string
  /**
   * Port on loopback.
   *
   * @default any free one
   */
  port?: number
  /** Keep the data for the next start; otherwise it is fresh every time and removed at the end. */
  persistent: boolean
  /** `false` trades the data's safety in a crash for speed: no fsync, no full-page writes. */
  durable: boolean
  /** Receives PostgreSQL's log, line by line, and what we have to say about folders. */
  log?: (line: string) => void
}

/** A PostgreSQL server on loopback. */
export interface LocalPostgres {
  /** Connection URL, password included, of a database (default `postgres`). */
  url(database?: string): string
  host: string
  port: number
  user: string
  password: string
  /** Makes a database unless it exists. */
  createDatabase(name: string): Promise<void>
  /** Settles when the server has ended, asked or not. */
  ended: Promise<void>
  /** Ends the server cleanly. It ends with this process in any case, even a killed one. */
  stop(): Promise<void>
}

/**
 * Starts a real PostgreSQL from npm's binaries, reachable on loopback only.
 *
 * @throws {LocalPostgresError} where it cannot run here; the message says what to do
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
        // Both go only where nothing else lies in them.
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
      `Port ${wanted} on ${LOOPBACK} is taken by another program. Choose another one, or leave it out for any free one.`
    )
  }
  return port
}

async function createDatabase(server: string, name: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)}`)
  } catch (error) {
    if ((error as { code?: string }).code !== DUPLICATE_DATABASE) {
      throw error
    }
  } finally {
    await client.end()
  }
}
