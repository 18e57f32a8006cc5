// Modules cannot import workflows, so `workflows/bulk-orders` registers a function that lists the hooks in use. It may load
// another copy of this file; the copies share only the process.
const KEY = Symbol.for("medusa-plugin-customer-role/checkout-hooks")

/** Returned until a list is registered, so that bulk orders go through Medusa's checkout and skip no hook. */
const UNKNOWN = "unknown"

type ListHooks = () => string[]

const isList = (value: unknown): value is ListHooks => typeof value === "function"

/**
 * Registers the function that lists the hooks of Medusa's checkout in use.
 *
 * @example
 * registerCheckoutHooks(() => ["create-cart.validate"])
 */
export const registerCheckoutHooks = (list: ListHooks): void => {
  Reflect.set(globalThis, KEY, list)
}

/**
 * Returns the hooks of Medusa's checkout that the shop's code uses.
 *
 * @example
 * const hooks = checkoutHooksInUse() // ["create-cart.validate"]
 */
export const checkoutHooksInUse = (): string[] => {
  const list: unknown = Reflect.get(globalThis, KEY)
  return isList(list) ? list() : [UNKNOWN]
}
