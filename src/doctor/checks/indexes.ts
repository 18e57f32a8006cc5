import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Check, listed, ok, wrong } from "../finding"
import { OUR_INDEXES } from "../our-indexes"

/**
 * Whether the plugin's indexes are there and in use. The unique ones hold what code alone cannot: that no user has two
 * records, and no key two orders.
 */
export const indexes: Check = {
  name: "indexes",
  title: "Indexes",
  async look({ container }) {
    const { rows } = await container.resolve(ContainerRegistrationKeys.PG_CONNECTION).raw<{ rows: { name: string; is_valid: boolean }[] }>(
      `SELECT i.relname AS name, x.indisvalid AND x.indisready AS is_valid FROM pg_index x
         JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace
         WHERE n.nspname = ANY(current_schemas(false)) AND i.relname = ANY(?)`,
      [[...OUR_INDEXES]]
    )
    const isValid = new Map(rows.map(({ name, is_valid }) => [name, is_valid]))
    const missing = OUR_INDEXES.filter((name) => !isValid.has(name))
    const broken = OUR_INDEXES.filter((name) => isValid.get(name) === false)
    if (missing.length) {
      return wrong(
        `The database lacks ${listed(missing)}.`,
        "Run npx medusa db:migrate. If that does not help, restore the index from a backup of the schema: pg_dump --schema-only."
      )
    }
    return broken.length
      ? wrong(`PostgreSQL does not use ${listed(broken)}.`, `Run in the database: REINDEX INDEX CONCURRENTLY "${broken[0]}".`)
      : ok(`All ${OUR_INDEXES.length} are in use`)
  },
}
