import { useSyncExternalStore } from "react"
import type { Role } from "../api/types"

/** What an admin decided, or was about to. */
export type Verdict = { is_verified: boolean; note: string; internal_note: string | undefined }

/** A decision that the shop did not take, and the role as the admin had seen it. */
export type Conflict = {
  verdict: Verdict
  seen: Role
  /** Whether the role had changed meanwhile, or the request failed after the admin had left the page. */
  reason: "changed" | "failed"
}

/** Whose decision it is, and about whom. */
export type ConflictKey = { adminId: string | null | undefined; customerId: string }

// Outlives the page: a decision that is sent when the page is left may be refused after it is gone. It also outlives a
// sign-out, so each admin finds only their own.
const conflicts = new Map<string, Conflict>()
const listeners = new Set<() => void>()

const keyOf = ({ adminId, customerId }: ConflictKey): string => `${adminId} ${customerId}`

/**
 * Returns the refused decision of an admin about a customer.
 *
 * @example
 * const conflict = getConflict({ adminId: "user_1", customerId: "cus_123" })
 */
export const getConflict = (key: ConflictKey): Conflict | undefined => conflicts.get(keyOf(key))

/**
 * Keeps a refused decision with its note until the customer's page has asked again. `undefined` forgets it.
 *
 * @example
 * setConflict({ adminId: "user_1", customerId: "cus_123" }, { verdict, seen: role, reason: "changed" })
 */
export const setConflict = (key: ConflictKey, conflict: Conflict | undefined): void => {
  if (conflict) {
    conflicts.set(keyOf(key), conflict)
  } else {
    conflicts.delete(keyOf(key))
  }
  listeners.forEach((listener) => listener())
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Returns the refused decision of the signed-in admin about a customer, and follows it.
 *
 * @example
 * const conflict = useConflict({ adminId, customerId: "cus_123" })
 */
export const useConflict = (key: ConflictKey): Conflict | undefined => useSyncExternalStore(subscribe, () => getConflict(key))
