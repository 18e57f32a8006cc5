import { useSyncExternalStore } from "react"
import type { Role } from "../api/types"

/** What an admin decided, or was about to. */
export type Verdict = { is_verified: boolean; note: string; internal_note: string | undefined }

/** A decision that was refused because the role had changed, and the role as the admin had seen it. */
export type Conflict = { verdict: Verdict; seen: Role }

// Outlives the page: a decision that is sent when the page is left may be refused after it is gone.
const conflicts = new Map<string, Conflict>()
const listeners = new Set<() => void>()

/**
 * Keeps a refused decision with its note until the customer's page has asked again. `undefined` forgets it.
 *
 * @example
 * setConflict("cus_123", { verdict, seen: role })
 */
export const setConflict = (customerId: string, conflict: Conflict | undefined): void => {
  if (conflict) {
    conflicts.set(customerId, conflict)
  } else {
    conflicts.delete(customerId)
  }
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Returns the refused decision about a customer.
 *
 * @example
 * const conflict = useConflict("cus_123")
 */
export const useConflict = (customerId: string): Conflict | undefined => useSyncExternalStore(subscribe, () => conflicts.get(customerId))
