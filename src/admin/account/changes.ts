import type { Change, ClaimField, StoredState } from "../api/types"

const FIELDS: ClaimField[] = ["account_type", "company_name", "tax_id"]

/**
 * Returns which details differ between two states of an application.
 *
 * @example
 * differences(seen, now) // [{ field: "company_name", before: "Cedar", after: "Cedar GmbH" }]
 */
export const differences = (before: StoredState, after: StoredState): Change[] =>
  FIELDS.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null })).filter(
    (change) => change.before !== change.after
  )
