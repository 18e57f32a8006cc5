import { setTimeout as pause } from "node:timers/promises"
import { isClerkAPIResponseError } from "@clerk/backend/errors"
import { CustomerRoleError } from "../errors"
import { withDeadline } from "./client"

const MAX_ATTEMPTS = 8
const LONGEST_WAIT_SECONDS = 30

/** Caps what `Retry-After` may ask for. Clerk's own windows are ten seconds long. */
const LONGEST_RETRY_AFTER_SECONDS = 300

/**
 * Returns why a request to Clerk failed, in a word for records and metrics.
 *
 * @example
 * reasonOf(error) // "rate_limited", "clerk_422" or "clerk_unavailable"
 */
export const reasonOf = (error: unknown): string => {
  // An unreadable answer with status 200 counts as no answer.
  if (isClerkAPIResponseError(error) && error.status >= 400) {
    return error.status === 429 ? "rate_limited" : `clerk_${error.status}`
  }
  return "clerk_unavailable"
}

/** Returns the seconds that Clerk asks to wait, or `undefined` if it does not. */
export const retryAfterOf = (error: unknown): number | undefined =>
  isClerkAPIResponseError(error) && error.retryAfter !== undefined
    ? Math.min(Math.max(error.retryAfter, 0), LONGEST_RETRY_AFTER_SECONDS)
    : undefined

/** Tells whether a retry may succeed. It does not if Clerk refuses for good, for example because of a wrong secret key. */
export const isTransient = (error: unknown): boolean => {
  const status = isClerkAPIResponseError(error) ? error.status : undefined
  return !status || status === 408 || status === 429 || status >= 500 || status < 400
}

/** How often and how long to retry. */
export type RetryOptions = {
  signal?: AbortSignal
  /** @default 8, about two minutes in total unless Clerk asks for more */
  attempts?: number
  /** How long one attempt may take, in milliseconds. @default 8,000 */
  deadlineMs?: number
  /** Called before each attempt, once for each request that the attempt makes. */
  onAttempt?: () => void
}

/**
 * Asks Clerk, and retries while Clerk is busy or unavailable. Waits as long as `Retry-After` says, or else 1, 2, 4 … 30
 * seconds.
 *
 * A loop of our own: the versions of `p-retry` that CommonJS can load know neither `Retry-After` nor `AbortSignal`.
 *
 * @see https://clerk.com/docs/guides/how-clerk-works/system-limits
 * @throws CustomerRoleError `identity_provider_unavailable` after the last attempt, or at once if Clerk refuses for good
 *
 * @example
 * const { data } = await withRetries(() => users.getUserList({ limit: 500 }), { signal })
 */
export const withRetries = async <T>(ask: () => Promise<T>, retries: RetryOptions = {}): Promise<T> => {
  const { signal, attempts = MAX_ATTEMPTS, deadlineMs, onAttempt } = retries
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted()
    onAttempt?.()
    try {
      return await withDeadline(ask(), deadlineMs)
    } catch (error) {
      if (attempt >= attempts || !isTransient(error)) {
        const reason = reasonOf(error)
        throw new CustomerRoleError(
          "identity_provider_unavailable",
          isTransient(error) ? `Clerk did not answer (${reason}). Try again later.` : `Clerk refused the request (${reason}).`
        )
      }
      await pause(1000 * (retryAfterOf(error) ?? Math.min(2 ** (attempt - 1), LONGEST_WAIT_SECONDS)), undefined, { signal })
    }
  }
}
