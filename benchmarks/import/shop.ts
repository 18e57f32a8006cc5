import { Client } from "pg"
import { prepareShop } from "../lib/prepare-shop"
import type { BenchContext } from "../lib/result"

const ROWS = 100_000
const ROWS_QUICK = 5_000

/** A shop with many customers, and the table of an earlier system. */
export type LegacyShop = {
  rows: number
  /** The environment of the command, which runs in a process of its own. */
  environment: Record<string, string | undefined>
  client: Client
}

/**
 * Creates the shop. Half of the customers are businesses, and every fifth of those is verified. All have distinct
 * companies and e-mail addresses.
 */
export const openLegacyShop = async (context: BenchContext): Promise<LegacyShop> => {
  const { databaseUrl, environment } = await prepareShop(context)
  const rows = context.quick ? ROWS_QUICK : ROWS
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  context.cleanup.add(() => client.end())
  context.say(`Creating ${rows.toLocaleString("en-US")} customers and legacy rows`)
  await client.query(
    `INSERT INTO customer (id, email, first_name, last_name, has_account)
     SELECT 'cus_' || md5(n::text), md5(n::text) || '@example.com', 'Ada', 'Lovelace ' || n, true FROM generate_series(1, ${rows}) n`
  )
  await client.query(`
    CREATE TABLE customer_meta_legacy (
      id SERIAL PRIMARY KEY,
      customer_id VARCHAR(255) NOT NULL,
      clerk_user_id VARCHAR(255) NOT NULL UNIQUE,
      account_type VARCHAR(20) NOT NULL DEFAULT 'individual',
      company_name VARCHAR(255),
      tax_id VARCHAR(100),
      is_verified BOOLEAN DEFAULT FALSE,
      created_at TIMESTAMP DEFAULT NOW(),
      updated_at TIMESTAMP DEFAULT NOW()
    );
    CREATE INDEX idx_legacy_customer_id ON customer_meta_legacy (customer_id);
    CREATE INDEX idx_legacy_account_type ON customer_meta_legacy (account_type);
    INSERT INTO customer_meta_legacy (customer_id, clerk_user_id, account_type, company_name, tax_id, is_verified)
    SELECT 'cus_' || md5(n::text), 'user_' || md5(n::text), CASE WHEN n % 2 = 0 THEN 'business' ELSE 'individual' END,
      CASE WHEN n % 2 = 0 THEN 'Company ' || left(md5('company' || n), 12) || ' GmbH' END, CASE WHEN n % 2 = 0 THEN 'DE' || n END, n % 10 = 0
    FROM generate_series(1, ${rows}) n`)
  await client.query("VACUUM ANALYZE")
  return { rows, environment, client }
}
