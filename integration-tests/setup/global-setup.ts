import { chmod, mkdtemp, readdir, rm, statfs } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { type LocalPostgres, startPostgres } from "local-postgres"
import { Client } from "pg"
import { withoutTelemetry } from "../../scripts/without-telemetry"
import { buildPlugin } from "./build-plugin"
import { migrateOnce } from "./migrated-database"

declare global {
  var testPostgres: LocalPostgres | undefined
}

const SETTINGS = path.join(__dirname, "../.medusa/settings")
const MEMORY = "/dev/shm"
const MEMORY_NEEDED = 2 * 1024 ** 3
const PREFIX = "customer-role-tests-"

/** Builds the plugin, starts PostgreSQL and migrates a database, once a run. PostgreSQL ends with this process, even if it is killed. */
export default async function globalSetup(): Promise<void> {
  Object.assign(process.env, withoutTelemetry(SETTINGS))
  const [plugin, postgres] = await Promise.all([buildPlugin(), startScratchPostgres()])
  globalThis.testPostgres = postgres
  await migrateOnce(postgres, plugin)
  process.env.PLUGIN_FOLDER = plugin
  // The runner requires TLS for any host except localhost.
  process.env.DB_HOST = "localhost"
  process.env.DB_PORT = String(postgres.port)
  process.env.DB_USERNAME = postgres.user
  process.env.DB_PASSWORD = postgres.password
}

/** Every test starts with a copy of a database: thousands of small files, copied five times as fast in memory. */
async function startScratchPostgres(): Promise<LocalPostgres> {
  const parent = await scratchParent()
  await removeFoldersOfKilledRuns(parent)
  const dir = await mkdtemp(path.join(parent, `${PREFIX}${process.pid}-`))
  // If root runs the tests, PostgreSQL runs as another user, who needs access to its data.
  await chmod(dir, 0o711)
  const postgres = await startPostgres({ dir, persistent: false, durable: false })
  await stopAutovacuum(postgres)
  return postgres
}

/** A database cannot be copied while autovacuum runs on it: PostgreSQL would wait for five seconds. */
async function stopAutovacuum(postgres: LocalPostgres): Promise<void> {
  const client = new Client({ connectionString: postgres.url() })
  await client.connect()
  await client.query("ALTER SYSTEM SET autovacuum = off")
  await client.query("SELECT pg_reload_conf()")
  await client.end()
}

async function scratchParent(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(MEMORY)
    return bavail * bsize >= MEMORY_NEEDED ? MEMORY : os.tmpdir()
  } catch {
    return os.tmpdir()
  }
}

async function removeFoldersOfKilledRuns(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : 0
    if (pid && !isRunning(pid)) {
      await rm(path.join(parent, name), { recursive: true, force: true })
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}
