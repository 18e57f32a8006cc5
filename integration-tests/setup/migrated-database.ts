import path from "node:path"
import type { LocalPostgres } from "local-postgres"
import { Client, escapeIdentifier, escapeLiteral } from "pg"
import { launchMedusa, succeeded } from "./medusa-process"

const MIGRATED = "migrated"
const APP = path.join(__dirname, "../processes/app")

/**
 * Creates the database that {@link createMigratedDatabase} copies: all tables of Medusa and the plugin, without any rows.
 * A migration takes ten times as long as a copy.
 *
 * Its locale folds the letters of all alphabets in `lower()` and `ILIKE`, as those of most shops do, and sorts by bytes
 * on every system. PostgreSQL provides such a locale since version 17; older versions use the system's.
 */
export const migrateOnce = async (postgres: LocalPostgres, pluginFolder: string): Promise<void> => {
  const locale = (await hasBuiltinLocales(postgres.url()))
    ? "LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"
    : "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
  await asRoot(postgres.url(), `CREATE DATABASE ${escapeIdentifier(MIGRATED)} TEMPLATE template0 ${locale}`)
  // More modules than any app of the tests has, so that every app finds its tables.
  const environment = { DATABASE_URL: postgres.url(MIGRATED), PLUGIN_FOLDER: pluginFolder, SHARED_LOCKS: "true", ...NO_CLERK }
  await succeeded(
    launchMedusa({ folder: APP, environment }, ["db:migrate", "--execute-safe-links", "--execute-safe-search", "--skip-scripts"])
  )
}

/** Valid options; no service is called. */
const NO_CLERK = {
  CLERK_SECRET_KEY: "sk_test_nobody",
  CLERK_AUTHORIZED_PARTIES: "http://localhost:8000",
  JWT_SECRET: "nobody's",
  COOKIE_SECRET: "nobody's",
}

/**
 * Creates a database on which an app of the tests can start.
 *
 * @example
 * await createMigratedDatabase("webhooks_1")
 */
export const createMigratedDatabase = (name: string): Promise<void> => copyDatabase(MIGRATED, name)

const copyDatabase = (template: string, name: string): Promise<void> =>
  asRoot(databaseUrl("postgres"), `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`)

/**
 * Creates a migrated database with more in it: the copy of one that `fill` fills for the first caller of this run.
 *
 * @param template - names the database to copy from
 * @param fill - gets the name of a migrated database
 * @example
 * await createFilledDatabase("shop_1", { template: "stocked", fill: (database) => seed(database) })
 */
export const createFilledDatabase = async (
  name: string,
  { template, fill }: { template: string; fill: (database: string) => Promise<void> }
): Promise<void> => {
  const client = new Client({ connectionString: databaseUrl("postgres") })
  await client.connect()
  try {
    // Test files run side by side, and each needs the filled database.
    await client.query("SELECT pg_advisory_lock(1)")
    const { rows } = await client.query("SELECT FROM pg_database WHERE datname = $1", [template])
    if (rows.length === 0) {
      const unfinished = `${template}_unfinished`
      await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(unfinished)} WITH (FORCE)`)
      await createMigratedDatabase(unfinished)
      await fill(unfinished)
      await client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} RENAME TO ${escapeIdentifier(template)}`)
    }
    await copyDatabase(template, name)
  } finally {
    await client.end()
  }
}

/**
 * Gives a database the C locale, where `lower()` and `ILIKE` fold ASCII letters only, and cuts all connections to it. The
 * sort order stays the same, so its indexes stay valid; migrating another database with that locale would take ten
 * seconds.
 *
 * @example
 * await useCLocale("shop_1")
 */
export const useCLocale = async (name: string): Promise<void> => {
  const root = databaseUrl("postgres")
  const cLocale = (await hasBuiltinLocales(root)) ? "datlocprovider = 'c', datlocale = NULL" : "datctype = 'C'"
  await asRoot(
    root,
    `UPDATE pg_database SET ${cLocale}, datcollversion = NULL WHERE datname = ${escapeLiteral(name)}`,
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = ${escapeLiteral(name)}`
  )
}

/** Returns true if PostgreSQL has its own locales, which are the same on every system. */
const hasBuiltinLocales = async (connectionString: string): Promise<boolean> => {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query("SHOW server_version_num")
    return Number(rows[0].server_version_num) >= 170_000
  } finally {
    await client.end()
  }
}

const asRoot = async (connectionString: string, ...statements: string[]): Promise<void> => {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    for (const statement of statements) {
      await client.query(statement)
    }
  } finally {
    await client.end()
  }
}

/** Connects to a database on the tests' own PostgreSQL, as the superuser. */
export const databaseUrl = (name: string): string => {
  const { DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD } = process.env
  return `postgres://${DB_USERNAME}:${DB_PASSWORD}@${DB_HOST}:${DB_PORT}/${name}`
}
