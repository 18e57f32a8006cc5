import { performance } from "node:perf_hooks"
import type { BenchContext } from "../lib/result"
import { inTurn } from "../lib/rounds"
import { type CommandRun, runImport } from "./command"
import type { LegacyShop } from "./shop"

const ROUNDS = 3
const WITHIN_MS = 600_000

export type ImportCase = "import" | "trusted" | "again"

/** Seconds of each round, and the memory of the imports. */
export type Measured = { rows: number; copies: number[]; runs: Map<ImportCase, CommandRun[]> }

/**
 * Each round imports into empty tables, imports again, imports with `--trust-verified`, and copies the resulting rows
 * into a table with the same columns, checks and indexes. The copy is a lower bound for any import with the same
 * result.
 */
export const measure = async (shop: LegacyShop, { cleanup, say, quick }: BenchContext): Promise<Measured> => {
  const runs = new Map<ImportCase, CommandRun[]>([
    ["import", []],
    ["trusted", []],
    ["again", []],
  ])
  const run = async (name: ImportCase, ...args: string[]) => {
    runs.get(name)?.push(await runImport(cleanup, shop.environment, args))
    await expectImported(shop)
  }
  const doing = {
    async import() {
      await empty(shop)
      await run("import")
      await run("again")
    },
    async trusted() {
      await empty(shop)
      await run("trusted", "--trust-verified")
    },
  }
  const copies: number[] = []
  await inTurn(["import", "trusted"], { rounds: quick ? 1 : ROUNDS, withinMs: WITHIN_MS }, async (name) => {
    say(`Importing ${shop.rows.toLocaleString("en-US")} rows${name === "trusted" ? " with --trust-verified" : ", and once more"}`)
    await doing[name]()
    copies.push(await copy(shop))
  })
  return { rows: shop.rows, copies, runs }
}

const empty = async ({ client }: LegacyShop): Promise<void> => {
  await client.query("TRUNCATE customer_meta, customer_role_event, customer_group_customer")
}

const expectImported = async ({ client, rows }: LegacyShop): Promise<void> => {
  const { rows: found } = await client.query<{ records: string; entries: string }>(
    "SELECT (SELECT count(*) FROM customer_meta) AS records, (SELECT count(*) FROM customer_role_event WHERE type = 'imported') AS entries"
  )
  if (found[0]?.records !== String(rows) || found[0].entries !== String(rows)) {
    throw new Error(`Not every row was imported: ${JSON.stringify(found[0])} of ${rows}.`)
  }
}

/** The server itself writes and reads the file. */
const copy = async ({ client }: LegacyShop): Promise<number> => {
  const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory")
  const file = client.escapeLiteral(`${rows[0]?.data_directory}/benchmark-copy`)
  await client.query(`COPY customer_meta TO ${file}`)
  await client.query("CREATE TABLE copied (LIKE customer_meta INCLUDING ALL)")
  try {
    const begun = performance.now()
    await client.query(`COPY copied FROM ${file}`)
    return (performance.now() - begun) / 1000
  } finally {
    await client.query("DROP TABLE copied")
  }
}
