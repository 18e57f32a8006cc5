import { LRUCache } from "lru-cache"
import type { CustomerRoleError } from "../../../errors"

const REMEMBERED_MS = 5_000
const MAX_FAILURES = 10_000

const failures = new LRUCache<string, { error: CustomerRoleError; until: number }>({ max: MAX_FAILURES })

/**
 * Remembers a failed sync for 5 seconds. A page sends several requests at once, and without this memory each would ask
 * Clerk again.
 */
export const rememberFailedSync = (clerkUserId: string, error: CustomerRoleError): void => {
  failures.set(clerkUserId, { error, until: Date.now() + REMEMBERED_MS })
}

/** Returns the error of a sync that failed within the last 5 seconds. */
export const recentFailureOf = (clerkUserId: string): CustomerRoleError | undefined => {
  const failure = failures.get(clerkUserId)
  return failure && failure.until > Date.now() ? failure.error : undefined
}

/** Forgets a failure once a sync of the user has worked. */
export const forgetFailedSync = (clerkUserId: string): void => {
  failures.delete(clerkUserId)
}
