import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import { READ_CHARACTERS, type LegacyPair, type LegacyRow } from "./legacy-row"
import { select } from "../../../postgres/sql"

/** Where a legacy table is. */
export type LegacyTableSource = {
  /** The URL of another PostgreSQL database. @default the shop's own database */
  from?: string
  /** The table, with its schema unless that is on the search path. */
  table?: string
}

/** The name that the plugin's migration gives the table in the shop's own database. */
const RENAMED = "customer_meta_legacy"
const ORIGINAL = "customer_meta"

const CONNECTION_TIMEOUT_MS = 15_000

/** The types allowed for each column: names of PostgreSQL types, or categories (`S`: strings, `E`: enums). */
const COLUMNS: Record<keyof LegacyRow, { types: string[]; as: string }> = {
  id: { types: ["int2", "int4", "int8"], as: "an integer" },
  customer_id: { types: ["S"], as: "a text" },
  clerk_user_id: { types: ["S"], as: "a text" },
  account_type: { types: ["S", "E"], as: "a text" },
  company_name: { types: ["S"], as: "a text" },
  tax_id: { types: ["S"], as: "a text" },
  is_verified: { types: ["bool"], as: "a boolean" },
  created_at: { types: ["timestamp", "timestamptz", "date"], as: "a timestamp" },
}

const text = (column: string): string => `left(t.${column}::text, ${READ_CHARACTERS}) AS ${column}`

/** `extract` reads a timestamp without a time zone as UTC. */
const SELECTED = [
  "t.id",
  ...["customer_id", "clerk_user_id", "account_type", "company_name", "tax_id"].map(text),
  "t.is_verified",
  "(extract(epoch FROM t.created_at) * 1000)::float8 AS created_at",
].join(", ")

/**
 * Opens a legacy table after checking its columns and ids.
 *
 * @throws MedusaError `invalid_data` with what is wrong with the URL, the table or its columns
 */
export const openLegacyTable = async (own: Knex, { from, table }: LegacyTableSource): Promise<LegacyTable> => {
  const other = from === undefined ? undefined : connectTo(from)
  const names = table ? [table] : from ? [RENAMED, ORIGINAL] : [RENAMED]
  try {
    const name = await findTable(other ?? own, names)
    await checkColumns(other ?? own, name)
    await checkIds(other ?? own, name)
    return new LegacyTable(other ?? own, name, async () => other?.destroy())
  } catch (error) {
    await other?.destroy()
    throw from === undefined || error instanceof MedusaError ? error : unreachable(from, error)
  }
}

/** A legacy table, read in pages. */
export class LegacyTable {
  constructor(
    private readonly db: Knex,
    /** Quoted for SQL. */
    readonly name: string,
    /** Closes the connection to another database. Keeps the shop's own. */
    readonly close: () => Promise<void>
  ) {}

  async count(): Promise<number> {
    const [{ count }] = await select<{ count: string }>(this.db, `SELECT count(*) AS count FROM ${this.name}`)
    return Number(count)
  }

  /** Returns the rows after an id, ordered by id. */
  async page(after: number | null, limit: number): Promise<LegacyRow[]> {
    const rows = await select<Omit<LegacyRow, "id"> & { id: number | string }>(
      this.db,
      `SELECT ${SELECTED} FROM ${this.name} t ${after === null ? "" : "WHERE t.id > ?"} ORDER BY t.id LIMIT ?`,
      after === null ? [limit] : [after, limit]
    )
    return rows.map((row) => ({ ...row, id: Number(row.id) }))
  }

  /** Returns which customers and Clerk users of these rows occur more than once in the whole table. */
  async duplicates(rows: LegacyPair[]): Promise<{ customers: Set<string>; clerkUsers: Set<string> }> {
    return {
      customers: await this.repeated("customer_id", rows),
      clerkUsers: await this.repeated("clerk_user_id", rows),
    }
  }

  private async repeated(column: "customer_id" | "clerk_user_id", rows: LegacyPair[]): Promise<Set<string>> {
    const found = await select<{ value: string }>(
      this.db,
      `SELECT t.${column}::text AS value FROM ${this.name} t WHERE t.${column} = ANY(?) GROUP BY t.${column} HAVING count(*) > 1`,
      [rows.map((row) => row[column])]
    )
    return new Set(found.map(({ value }) => value))
  }
}

const connectTo = (url: string): Knex => {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw refusal("The URL of the other database is not valid. Use postgres://user:password@host:5432/database.")
  }
  return knex({
    client: "pg",
    connection: { connectionString: url, connectionTimeoutMillis: CONNECTION_TIMEOUT_MS },
    pool: { min: 0, max: 1 },
    acquireConnectionTimeout: CONNECTION_TIMEOUT_MS,
  })
}

const findTable = async (db: Knex, names: string[]): Promise<string> => {
  for (const name of names) {
    const found = await tableNamed(db, name)
    if (found) {
      return found
    }
  }
  throw refusal(`Table ${names.join(" or ")} not found. Name the table to import.`)
}

/** Returns the name of a table, quoted for SQL, or `undefined` if it does not exist. */
const tableNamed = async (db: Knex, name: string): Promise<string | undefined> => {
  try {
    const [found] = await select<{ name: string }>(
      db,
      "SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.oid = to_regclass(?) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')",
      [name]
    )
    // knex would take a question mark for a binding.
    return found?.name.includes("?") ? undefined : found?.name
  } catch (error) {
    if (isInvalidName(error)) {
      return undefined
    }
    throw error
  }
}

/** Returns whether PostgreSQL rejected a name such as `a b` or `a.b.c.d`. */
const isInvalidName = (error: unknown): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  (error.code === "42602" || error.code === "42601" || error.code === "0A000")

const checkColumns = async (db: Knex, name: string): Promise<void> => {
  const found = await select<{ name: string; type: string; category: string }>(
    db,
    `SELECT a.attname AS name, t.typname AS type, t.typcategory AS category
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped`,
    [name]
  )
  const columns = new Map(found.map((column) => [column.name, column]))
  const problems = Object.entries(COLUMNS).flatMap(([column, { types, as }]) => {
    const { type, category } = columns.get(column) ?? {}
    if (type === undefined || category === undefined) {
      return [`${column} is missing`]
    }
    return types.includes(type) || types.includes(category) ? [] : [`${column} is ${type} and must be ${as}`]
  })
  if (problems.length) {
    throw refusal(`Table ${name} cannot be imported: ${problems.join(", ")}.`)
  }
}

/** Pages continue after the last id of the page before, so ids must be unique and exact in JavaScript. */
const checkIds = async (db: Knex, name: string): Promise<void> => {
  const [{ rows, ids, too_large }] = await select<{ rows: string; ids: string; too_large: boolean | null }>(
    db,
    `SELECT count(*) AS rows, count(DISTINCT t.id) AS ids, bool_or(abs(t.id::numeric) > ${Number.MAX_SAFE_INTEGER}) AS too_large FROM ${name} t`
  )
  if (too_large) {
    throw refusal(`Table ${name} cannot be imported: an id is larger than ${Number.MAX_SAFE_INTEGER}.`)
  }
  if (rows !== ids) {
    throw refusal(`Table ${name} cannot be imported: several rows have the same id.`)
  }
}

const refusal = (message: string): MedusaError => new MedusaError(MedusaError.Types.INVALID_DATA, message)

/** Quotes PostgreSQL's message without the URL and its password. */
const unreachable = (url: string, error: unknown): MedusaError => {
  const { host, password } = new URL(url)
  const said = [url, password].filter(Boolean).reduce((words, secret) => words.replaceAll(secret, "***"), messageOf(error))
  return refusal(`The database at ${host || "that address"} cannot be read: ${said}`)
}

/** Returns the reason. If a host has several addresses and none answers, takes the first address's reason. */
const messageOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.errors.length) {
    return messageOf(error.errors[0])
  }
  return error instanceof Error && error.message ? error.message : String(error)
}
