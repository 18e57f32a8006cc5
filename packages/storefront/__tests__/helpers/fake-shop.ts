import type { CustomerRole, RefusalListener } from "../../src/index.js"
import { CustomerRoleError, ERROR_CATALOGUE, type ErrorCode } from "../../src/errors.js"
import { individual } from "./roles.js"

/** Returns an error as the shop's client throws it. */
export const refusal = (code: ErrorCode, retryAfter?: number): CustomerRoleError =>
  new CustomerRoleError({ type: "some", code, ...ERROR_CATALOGUE[code], retryAfter })

/** Creates the client that the provider calls, and records its calls. The client's own tests call a real shop. */
export const createShop = (role: CustomerRole = individual()) => {
  const listeners = new Set<RefusalListener>()
  const calls: string[] = []
  const shop = {
    calls,
    /** The role in its answers. */
    role,
    /** Errors to throw, first in, first out. */
    failures: [] as unknown[],
    /** Delays answers until it resolves. */
    answered: Promise.resolve(),
    /** Reports a refusal of some other call on the page. */
    refuse: (error: CustomerRoleError) => listeners.forEach((listener) => listener(error)),
    client: {
      role: {
        sync: () => answer("sync").then((customer_role) => ({ customer_role, customer: CUSTOMER, created: false })),
        retrieve: () => answer("read").then((customer_role) => ({ customer_role })),
        exchange: () => Promise.reject(new Error("Nobody exchanges here.")),
      },
      onRefusal: (listener: RefusalListener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  }
  const answer = async (call: string): Promise<CustomerRole> => {
    calls.push(call)
    const given = shop.role
    await shop.answered
    const failure = shop.failures.shift()
    return failure ? Promise.reject(failure) : given
  }
  return shop
}

const CUSTOMER = { id: "cus_ada", email: "ada@cedar.example", first_name: "Ada", last_name: null }
