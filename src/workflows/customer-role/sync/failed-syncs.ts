import type { CustomerRoleError } from "../../../errors"

const REMEMBERED_MS = 5_000
const MAX_FAILURES = 10_000

const failures = new Map<string, { error: CustomerRoleError; until: number }>()

/**
 * Remembers a failed sync for 5 seconds. A page sends several requests at once, and without this memory each would ask
 * Clerk again.
 */
export const rememberFailedSync = (clerkUserId: string, error: CustomerRoleError): void => {
  const oldest = failures.keys().next()
  if (failures.size >= MAX_FAILURES && !oldest.done) {
    failures.delete(oldest.value)
  }
  failures.delete(clerkUserId)
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
