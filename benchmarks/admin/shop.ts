import { type Knex, knex } from "@medusajs/framework/mikro-orm/knex"
import type { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { readdir } from "node:fs/promises"
import path from "node:path"
import { pathToFileURL } from "node:url"
import type { BenchContext } from "../lib/result"
import { startScratchPostgres } from "../lib/scratch-postgres"

const MODULES = path.join(__dirname, "../../src/modules")

/** How much the shop has. */
export type ShopSize = { customers: number; businesses: number; quotes: number; orders: number }

/** Opens a database with the plugin's tables, filled with three years of a shop. */
export const openAdminShop = async ({ cleanup, say }: BenchContext, size: ShopSize): Promise<Knex> => {
  const postgres = await startScratchPostgres(cleanup)
  const db = knex({ client: "pg", connection: postgres.url(), pool: { min: 1, max: 4 } })
  cleanup.add(() => db.destroy())
  for (const statement of MEDUSAS_TABLES) {
    await db.raw(statement)
  }
  for (const statement of await migrations()) {
    await db.raw(statement.replaceAll("?", "\\?"))
  }
  for (const [what, statement] of fillings(size)) {
    say(`Adding ${what}`)
    await db.raw(statement.replaceAll("?", "\\?"))
  }
  say("VACUUM ANALYZE")
  await db.raw("VACUUM ANALYZE")
  return db
}

/** Medusa's tables, as far as the lists and figures read them. */
const MEDUSAS_TABLES = [
  "CREATE TABLE customer (id text PRIMARY KEY, email text, deleted_at timestamptz)",
  `CREATE TABLE "order" (id text PRIMARY KEY, version integer, status text, currency_code text, deleted_at timestamptz)`,
  "CREATE TABLE order_summary (id text PRIMARY KEY, order_id text, version integer, totals jsonb, deleted_at timestamptz)",
  "CREATE INDEX ON order_summary (order_id, version) WHERE deleted_at IS NULL",
]

type MigrationClass = new (driver: undefined, config: undefined) => Migration

const isMigration = (value: unknown): value is MigrationClass => typeof value === "function" && value.name.startsWith("Migration")

/** Returns the statements of all migrations of the modules, oldest first. */
const migrations = async (): Promise<string[]> => {
  const files = await Promise.all(
    ["customer-role", "bulk-order", "quote"].map(async (name) => {
      const folder = path.join(MODULES, name, "migrations")
      return (await readdir(folder)).filter((file) => /^Migration\d+\.ts$/.test(file)).map((file) => path.join(folder, file))
    })
  )
  const statements: string[] = []
  for (const file of files.flat().sort((one, other) => path.basename(one).localeCompare(path.basename(other)))) {
    const loaded: Record<string, unknown> = await import(pathToFileURL(file).href)
    const found = Object.values(loaded).find(isMigration)
    if (!found) {
      throw new Error(`${file} exports no migration.`)
    }
    const migration = new found(undefined, undefined)
    await migration.up()
    statements.push(...migration.getQueries().map(String))
  }
  return statements
}

const BEGIN = "now() - interval '3 years'"

/** The moment of the n-th of so many things, evenly over three years. */
const momentOf = (n: string, count: number): string => `${BEGIN} + ${n} * (interval '3 years' / ${count})`

const STATUS =
  "(CASE WHEN n % 100 < 20 THEN 'pending' WHEN n % 100 < 90 THEN 'verified' WHEN n % 100 < 98 THEN 'rejected' ELSE 'revoked' END)"

const fillings = ({ customers, businesses, quotes, orders }: ShopSize): [what: string, statement: string][] => {
  const every = Math.max(1, Math.floor(customers / businesses))
  const isBusiness = `n % ${every} = 0`
  const status = `CASE WHEN ${isBusiness} THEN ${STATUS.replaceAll("n %", `(n / ${every}) %`)} ELSE 'not_required' END`
  const created = momentOf("n", customers)
  return [
    [
      `${customers.toLocaleString("en")} customers, ${businesses.toLocaleString("en")} of them businesses`,
      `INSERT INTO customer_meta (id, customer_id, clerk_user_id, account_type, company_name, tax_id, is_verified, verification_status, waiting_since,
         search_text, created_at, updated_at)
       SELECT 'cmeta_' || n, 'cus_' || n, 'user_' || n, CASE WHEN ${isBusiness} THEN 'business' ELSE 'individual' END,
              'Company ' || n, 'DE' || n, status = 'verified', status, CASE WHEN status = 'pending' THEN at END,
              'company ' || n || E'\\nde' || n || E'\\nperson' || n || '@company' || n || '.example', at, at
       FROM (SELECT n, ${status} AS status, ${created} AS at FROM generate_series(1, ${customers}) n) one`,
    ],
    [
      "their sign-ups",
      `INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type, after, created_at)
       SELECT 'crevt_' || n, 'cmeta_' || n, 'created', 'clerk',
              jsonb_build_object('account_type', CASE WHEN ${isBusiness} THEN 'business' ELSE 'individual' END,
                'verification_status', CASE WHEN ${isBusiness} THEN 'pending' ELSE 'not_required' END, 'company_name', 'Company ' || n),
              ${created}
       FROM generate_series(1, ${customers}) n`,
    ],
    [
      "the decisions",
      `INSERT INTO customer_role_event (id, customer_meta_id, type, actor_type, before, after, created_at)
       SELECT 'crevt_d' || m.id, m.id, CASE m.verification_status WHEN 'revoked' THEN 'verified' ELSE m.verification_status END, 'admin',
              '{"account_type": "business", "verification_status": "pending"}', '{"account_type": "business"}',
              m.created_at + interval '5 hours'
       FROM customer_meta m WHERE m.verification_status IN ('verified', 'rejected', 'revoked')`,
    ],
    [
      `${quotes.toLocaleString("en")} quotes`,
      `INSERT INTO quote (id, number, customer_id, status, revision, currency_code, company_name, valid_until, order_id, search_text, created_at, updated_at)
       SELECT 'quo_' || n, 'Q-' || lpad(n::text, 6, '0'), 'cus_' || (n % ${businesses} + 1) * ${every},
              CASE WHEN n % 100 < 5 THEN 'requested' WHEN n % 100 < 15 THEN 'sent' WHEN n % 100 < 60 THEN 'accepted' WHEN n % 100 < 90 THEN 'expired' ELSE 'declined' END,
              CASE WHEN n % 100 < 5 THEN 0 ELSE 1 END, 'eur', 'Company ' || n, CASE WHEN n % 100 < 5 THEN NULL ELSE now() + interval '9 days' END,
              CASE WHEN n % 100 BETWEEN 15 AND 59 THEN 'order_q' || n END, 'q-' || n || E'\\ncompany ' || n, ${momentOf("n", quotes)}, ${momentOf("n", quotes)}
       FROM generate_series(1, ${quotes}) n`,
    ],
    [
      "their revisions",
      `INSERT INTO quote_revision (id, quote_id, revision, valid_until, total, raw_total, created_at)
       SELECT 'quorev_' || r.revision || q.id, q.id, r.revision, CASE r.revision WHEN 0 THEN NULL ELSE q.valid_until END, 100, '{"value": "100"}', q.created_at
       FROM quote q CROSS JOIN generate_series(0, 1) r(revision) WHERE r.revision <= q.revision`,
    ],
    [
      "their timelines",
      `INSERT INTO quote_event (id, quote_id, type, actor_type, to_status, revision, created_at)
       SELECT 'quoevt_' || e.type || q.id, q.id, e.type, 'admin', e.type, q.revision, q.created_at + interval '1 hour'
       FROM quote q CROSS JOIN (VALUES ('requested'), ('sent'), ('accepted')) e(type)
       WHERE e.type = 'requested' OR e.type = 'sent' AND q.revision = 1 OR e.type = 'accepted' AND q.status = 'accepted'`,
    ],
    [
      `${orders.toLocaleString("en")} bulk orders`,
      `WITH placed AS (
         INSERT INTO order_placer (id, customer_id, account_type, placed_through, created_at)
         SELECT 'order_' || n, 'cus_' || n, 'business', 'bulk_order', ${momentOf("n", orders)} FROM generate_series(1, ${orders}) n RETURNING id
       ), orders AS (
         INSERT INTO "order" (id, version, status, currency_code) SELECT id, 1, 'pending', 'eur' FROM placed RETURNING id
       )
       INSERT INTO order_summary (id, order_id, version, totals) SELECT 'ordsum_' || id, id, 1, '{"current_order_total": 99.5}' FROM orders`,
    ],
  ]
}
