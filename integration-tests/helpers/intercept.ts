const undo: (() => void)[] = []

/**
 * Runs a callback before each call of a module's method, until {@link restoreIntercepted}. If the callback throws, the
 * call fails. Calls are counted from 1.
 *
 * @example
 * intercept(shop.container.resolve(Modules.CUSTOMER), "addCustomerToGroup", (call) => {
 *   if (call === 2) throw new Error("The database has gone")
 * })
 */
export const intercept = (target: object, method: string, before: (call: number) => void | Promise<void>): void => {
  const original: unknown = Reflect.get(target, method)
  if (typeof original !== "function") {
    throw new Error(`There is no method ${method}.`)
  }
  const own = Object.getOwnPropertyDescriptor(target, method)
  let calls = 0
  const replacement = async (...parameters: unknown[]): Promise<unknown> => {
    await before(++calls)
    return Reflect.apply(original, target, parameters)
  }
  Object.defineProperty(target, method, { value: replacement, configurable: true, writable: true })
  undo.push(() => (own ? Object.defineProperty(target, method, own) : Reflect.deleteProperty(target, method)))
}

/** Restores all intercepted methods. */
export const restoreIntercepted = (): void => {
  for (const restore of undo.splice(0).reverse()) {
    restore()
  }
}
