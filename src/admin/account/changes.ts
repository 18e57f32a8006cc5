import type { HistoryEntry, StoredState } from "../api/types"

const DECISIONS = ["verified", "rejected", "revoked"]

const FIELDS = ["account_type", "company_name", "tax_id"] as const

export type ClaimField = (typeof FIELDS)[number]

/** A detail that differs from an earlier state, with its earlier value. */
export type Change = { field: ClaimField; before: string | null }

/** Returns the last decision in a history, which begins with the oldest entry. */
export const lastDecision = (history: HistoryEntry[]): HistoryEntry | undefined =>
  history.filter(({ type }) => DECISIONS.includes(type)).at(-1)

/**
 * Returns which details of an application differ from those that the last decision was about. Without a decision, nothing
 * has changed.
 *
 * @example
 * changesSinceDecision(history, role) // [{ field: "tax_id", before: "DE136695976" }]
 */
export const changesSinceDecision = (history: HistoryEntry[], role: StoredState): Change[] => {
  const decided = lastDecision(history)?.after
  return decided ? differences(decided, role) : []
}

/**
 * Returns which details differ between two states of an application.
 *
 * @example
 * differences(seen, now) // [{ field: "company_name", before: "Cedar" }]
 */
export const differences = (before: StoredState, after: StoredState): Change[] =>
  FIELDS.filter((field) => (before[field] ?? null) !== (after[field] ?? null)).map((field) => ({ field, before: before[field] ?? null }))
