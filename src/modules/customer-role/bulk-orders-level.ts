import type { AccessLevel } from "../../options"

/**
 * The payment provider is loaded by Medusa's Payment Module, out of reach of this module's container, and perhaps as
 * another copy of this file: what both share is the process.
 */
const KEY = Symbol.for("medusa-plugin-customer-role/access.bulkOrders")

/**
 * Keeps in mind which level the plugin's options ask of bulk orders.
 *
 * @example
 * rememberBulkOrdersLevel(options.access.bulkOrders)
 */
export const rememberBulkOrdersLevel = (level: AccessLevel): void => {
  Reflect.set(globalThis, KEY, level)
}

/**
 * Which level the plugin's options ask of bulk orders; the stricter one where nobody has said.
 *
 * @example
 * const denial = denialOf(lookup, bulkOrdersLevel())
 */
export const bulkOrdersLevel = (): AccessLevel => (Reflect.get(globalThis, KEY) === "business" ? "business" : "verified")
