import type { CustomerRole, RefusalListener } from "../../src/index.js"
import { CustomerRoleError, ERROR_CATALOGUE, type ErrorCode } from "../../src/errors.js"
import { individual } from "./roles.js"

/** A refusal of the shop. */
export const refusal = (code: ErrorCode, retryAfter?: number): CustomerRoleError =>
  new CustomerRoleError({ type: "some", code, ...ERROR_CATALOGUE[code], retryAfter })

/** The shop's client as the provider sees it, and what it was asked. The tests of the client ask a real shop. */
export const createShop = (role: CustomerRole = individual()) => {
  const listeners = new Set<RefusalListener>()
  const calls: string[] = []
  const shop = {
    calls,
    /** The role that it gives. */
    role,
    /** What it fails with, first come first. */
    failures: [] as unknown[],
    /** Answers wait for it. */
    answered: Promise.resolve(),
    /** Refuses some other call of the page. */
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
