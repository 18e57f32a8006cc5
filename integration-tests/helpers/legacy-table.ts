/** Runs a statement with `?` for bindings. */
export type RunSql = (sql: string, bindings?: string[]) => Promise<unknown>

/** A row of the legacy system's table. */
export type LegacyRowInput = {
  id?: number
  customer_id: string | null
  clerk_user_id: string | null
  account_type?: string | null
  company_name?: string | null
  tax_id?: string | null
  is_verified?: boolean | null
  created_at?: string | null
}

/** The legacy system's own statement, word for word. */
const legacyStatement = (table: string): string => `
  CREATE TABLE ${table} (
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
  CREATE INDEX ON ${table} (customer_id);
  CREATE INDEX ON ${table} (account_type);`

/** A copy of the table with the same columns but without constraints, so that it can hold invalid rows. */
const withoutConstraints = (table: string): string => `
  CREATE TABLE ${table} (
    id BIGINT, customer_id TEXT, clerk_user_id TEXT, account_type TEXT, company_name TEXT, tax_id TEXT,
    is_verified BOOLEAN, created_at TIMESTAMP, updated_at TIMESTAMP
  );`

/**
 * Creates a legacy table and fills it.
 *
 * @example
 * await createLegacyTable(shop.rows, [{ customer_id: "cus_1", clerk_user_id: "user_1", account_type: "business" }])
 */
export const createLegacyTable = async (
  run: RunSql,
  rows: LegacyRowInput[],
  { table = "customer_meta_legacy", rules = true }: { table?: string; rules?: boolean } = {}
): Promise<void> => {
  await run(rules ? legacyStatement(table) : withoutConstraints(table))
  const filled = rows.map((row, index) => ({
    id: index + 1,
    account_type: "individual",
    is_verified: false,
    created_at: "2024-05-01 12:00:00",
    ...row,
  }))
  await run(
    `INSERT INTO ${table} (id, customer_id, clerk_user_id, account_type, company_name, tax_id, is_verified, created_at)
     SELECT id, customer_id, clerk_user_id, account_type, company_name, tax_id, is_verified, created_at
     FROM jsonb_to_recordset(?::jsonb) AS r (id bigint, customer_id text, clerk_user_id text, account_type text, company_name text,
       tax_id text, is_verified boolean, created_at timestamp)`,
    [JSON.stringify(filled)]
  )
}
