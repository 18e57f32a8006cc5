import type { AccessLevel } from "../../options"

/**
 * Medusa's Payment Module loads the payment provider, which cannot reach this module's container and may load another copy
 * of this file. Both share only the process.
 */
const KEY = Symbol.for("medusa-plugin-customer-role/access.bulkOrders")

/**
 * Remembers the level that the plugin's options require for bulk orders.
 *
 * @example
 * rememberBulkOrdersLevel(options.access.bulkOrders)
 */
export const rememberBulkOrdersLevel = (level: AccessLevel): void => {
  Reflect.set(globalThis, KEY, level)
}

/**
 * Returns the level that the plugin's options require for bulk orders. Returns the stricter one if it is not known.
 *
 * @example
 * const denial = denialOf(lookup, bulkOrdersLevel())
 */
export const bulkOrdersLevel = (): AccessLevel => (Reflect.get(globalThis, KEY) === "business" ? "business" : "verified")
