import { raw } from "@medusajs/framework/mikro-orm/core"

/**
 * An SQL expression as the key of a `query.graph` filter, for comparisons that filters have no word for. It serves one
 * query. Never make one from what a caller sent.
 *
 * @example
 * const filters = { [sqlKey((variant) => `lower(${variant}.sku)`)]: ["bolt-10"] }
 */
export const sqlKey = (expression: (alias: string) => string): string => String(raw(expression))
