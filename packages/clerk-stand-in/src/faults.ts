import { setTimeout as sleep } from "node:timers/promises"

import { ClerkApiError } from "./errors"
import { errorReply, type Reply } from "./http/reply"

/** How Backend API calls go wrong. */
export type Fault = {
  /** Answer with this status; without `body` in Clerk's error shape. @default 200 where `body` is given */
  status?: number
  /** Answer with this text as it is, which need not be JSON. */
  body?: string
  headers?: Record<string, string>
  /** Wait before the answer, which is the ordinary one when nothing else is given. Milliseconds. */
  delayMs?: number
  /** Hang up instead of answering. */
  closeConnection?: boolean
  /** How many calls it hits. @default all, until `set(null)` */
  times?: number
  /** Only paths that match, without the query. @default all */
  path?: RegExp
  /** Only this method, e.g. `PATCH`. @default all */
  method?: string
}

/** What a fault is chosen by. */
export type FaultTarget = { method: string; path: string }

export type ClerkStandInFaults = { set(fault: Fault | null): void }

/**
 * Makes Backend API calls fail on demand.
 *
 * @param signal - ends delays that are under way
 * @example
 * standIn.faults.set({ status: 429, headers: { "retry-after": "1" }, times: 2 });
 */
export function createFaults(signal: AbortSignal): ClerkStandInFaults & { intercept(request: FaultTarget): Promise<Reply | undefined> } {
  let fault: Fault | null = null
  let left = 0
  return {
    set(next) {
      fault = next
      left = next?.times ?? Infinity
    },
    async intercept(request) {
      if (!fault || left <= 0 || !isMeant(fault, request)) {
        return undefined
      }
      left -= 1
      const hit = fault
      if (hit.delayMs) {
        await sleep(hit.delayMs, undefined, { signal })
      }
      return faultReply(hit)
    },
  }
}

function isMeant(fault: Fault, { method, path }: FaultTarget): boolean {
  // Not `fault.path.test(path)`: that would remember where a global expression has matched.
  return (fault.method === undefined || fault.method.toUpperCase() === method) && (fault.path === undefined || path.search(fault.path) >= 0)
}

function faultReply({ status, body, headers, closeConnection }: Fault): Reply | undefined {
  if (closeConnection) {
    return "close-connection"
  }
  if (body !== undefined) {
    return { status: status ?? 200, body, headers }
  }
  if (status !== undefined) {
    const code = status === 429 ? "too_many_requests" : status >= 500 ? "internal_clerk_error" : "request_refused"
    return { ...errorReply(new ClerkApiError(status, code, "A fault that was asked for")), headers }
  }
  return undefined
}
