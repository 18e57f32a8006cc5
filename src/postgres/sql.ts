import { raw } from "@medusajs/framework/mikro-orm/core"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * Returns the rows of a statement. Bindings are positional (`?`) or named (`:name`).
 *
 * @example
 * const rows = await select<{ id: string }>(db, "SELECT id FROM customer_meta WHERE customer_id = ?", ["cus_123"])
 */
export const select = async <T>(
  db: Pick<Knex, "raw">,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, Knex.RawBinding> = []
): Promise<T[]> => {
  const { rows } = await db.raw<{ rows: T[] }>(sql, bindings)
  return rows
}

/**
 * Runs a statement and returns how many rows it changed.
 *
 * @example
 * const deleted = await change(db, "DELETE FROM customer_meta WHERE id = ?", ["cmeta_123"])
 */
export const change = async (
  db: Pick<Knex, "raw">,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, Knex.RawBinding> = []
): Promise<number> => {
  const { rowCount } = await db.raw<{ rowCount: number }>(sql, bindings)
  return rowCount
}

const UNIQUE_VIOLATION = "23505"

/**
 * Tells whether an error is a violation of a given unique index.
 *
 * @example
 * if (isUniqueViolation(error, "IDX_quote_number_unique")) { … }
 */
export const isUniqueViolation = (error: unknown, index: string): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === UNIQUE_VIOLATION &&
  "constraint" in error &&
  error.constraint === index

/**
 * Returns a `LIKE` pattern that finds a term anywhere in lower-case text. Wildcards in the term are literal.
 *
 * @example
 * toLikePattern("50%") // "%50\\%%"
 */
export const toLikePattern = (term: string): string => `%${term.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`

/**
 * Returns an SQL expression as the key of a filter, for `query.graph` or a module's list method. Use it for comparisons
 * that filters cannot express, and once: the key is valid for a single query. Pass whatever a caller sent as a binding,
 * one for each `?`.
 *
 * @example
 * const filters = { [sqlKey((variant) => `lower(${variant}.sku)`)]: ["bolt-10"] }
 */
export const sqlKey = (expression: (alias: string) => string, bindings: string[] = []): string => String(raw(expression, bindings))
