import { setTimeout as pause } from "node:timers/promises"
import { isClerkAPIResponseError } from "@clerk/backend/errors"
import { CustomerRoleError } from "../errors"
import { withDeadline } from "./client"

const MAX_ATTEMPTS = 8
const LONGEST_WAIT_SECONDS = 30

/** What Clerk may ask for at most in one answer: its windows are of ten seconds. */
const LONGEST_RETRY_AFTER_SECONDS = 300

/** Why Clerk has not done what it was asked for, in a word for records and metrics. */
export const reasonOf = (error: unknown): string => {
  // An answer of 200 that could not be read says as little as none.
  if (isClerkAPIResponseError(error) && error.status >= 400) {
    return error.status === 429 ? "rate_limited" : `clerk_${error.status}`
  }
  return "clerk_unavailable"
}

/** The seconds that Clerk asks to wait; `undefined` where it does not. */
export const retryAfterOf = (error: unknown): number | undefined =>
  isClerkAPIResponseError(error) && error.retryAfter !== undefined
    ? Math.min(Math.max(error.retryAfter, 0), LONGEST_RETRY_AFTER_SECONDS)
    : undefined

/** Whether asking again later may help. What Clerk refuses for good, such as a wrong secret key, it refuses again. */
export const isTransient = (error: unknown): boolean => {
  const status = isClerkAPIResponseError(error) ? error.status : undefined
  return !status || status === 408 || status === 429 || status >= 500 || status < 400
}

/** How a patient request waits. */
export type RetryOptions = {
  signal?: AbortSignal
  /** @default 8, about two minutes altogether unless Clerk asks for more */
  attempts?: number
  /** How long one attempt may take. @default 8,000 */
  deadlineMs?: number
  /** Called before each attempt, once for each request that it makes. */
  onAttempt?: () => void
}

/**
 * Asks Clerk, and asks again where it is busy or away: after what `Retry-After` says, else after 1, 2, 4 … 30 seconds.
 *
 * @see https://clerk.com/docs/guides/how-clerk-works/system-limits
 * @throws CustomerRoleError `identity_provider_unavailable` after the last attempt, or at once where Clerk refuses for good
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
        throw new CustomerRoleError("identity_provider_unavailable", `Clerk did not answer as it should (${reasonOf(error)}).`)
      }
      await pause(1000 * (retryAfterOf(error) ?? Math.min(2 ** (attempt - 1), LONGEST_WAIT_SECONDS)), undefined, { signal })
    }
  }
}
