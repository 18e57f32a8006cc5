import { raw } from "@medusajs/framework/mikro-orm/core"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Rows of a statement with `?` for bindings, or `:name`. */
export const select = async <T>(
  db: Pick<Knex, "raw">,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, Knex.RawBinding> = []
): Promise<T[]> => {
  const { rows } = await db.raw<{ rows: T[] }>(sql, bindings)
  return rows
}

/** Runs a statement and gives how many rows it changed. */
export const change = async (
  db: Pick<Knex, "raw">,
  sql: string,
  bindings: Knex.RawBinding[] | Record<string, Knex.RawBinding> = []
): Promise<number> => {
  const { rowCount } = await db.raw<{ rowCount: number }>(sql, bindings)
  return rowCount
}

const UNIQUE_VIOLATION = "23505"

/** Whether a statement would have made two rows that a unique index allows one of. */
export const isUniqueViolation = (error: unknown, index: string): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === UNIQUE_VIOLATION &&
  "constraint" in error &&
  error.constraint === index

/**
 * One `LIKE` pattern for texts that contain a term, in which its wildcards are literal. For texts in lower case.
 *
 * @example
 * toLikePattern("50%") // "%50\\%%"
 */
export const toLikePattern = (term: string): string => `%${term.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`

/**
 * An SQL expression as the key of a filter, of `query.graph` or of a module's list method, for comparisons that filters
 * have no word for. It serves one query. Never make one from what a caller sent: that is what bindings are for, one for
 * each `?`.
 *
 * @example
 * const filters = { [sqlKey((variant) => `lower(${variant}.sku)`)]: ["bolt-10"] }
 */
export const sqlKey = (expression: (alias: string) => string, bindings: string[] = []): string => String(raw(expression, bindings))
