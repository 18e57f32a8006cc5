// Modules import no workflows, so they cannot see whose hooks are used: `workflows/bulk-orders` can, and registers how. The two
// may be loaded as different copies of this file. What both share is the process.
const KEY = Symbol.for("medusa-plugin-customer-role/checkout-hooks")

/** Stands for all hooks if nobody has registered how to list them: bulk orders then go through Medusa's checkout. */
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
 * Returns the hooks of Medusa's checkout that somebody's code uses.
 *
 * @example
 * const hooks = checkoutHooksInUse() // ["create-cart.validate"]
 */
export const checkoutHooksInUse = (): string[] => {
  const list: unknown = Reflect.get(globalThis, KEY)
  return isList(list) ? list() : [UNKNOWN]
}
