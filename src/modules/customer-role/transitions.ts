import type {
  AccountClaim,
  AccountType,
  CustomerMetaRecord,
  RoleComparison,
  RoleEventName,
  RoleEventType,
  VerificationDecision,
  VerificationStatus,
} from "./types"

/** The part of a record that claims and decisions change. */
export type RoleState = Pick<
  CustomerMetaRecord,
  | "account_type"
  | "company_name"
  | "tax_id"
  | "is_verified"
  | "verification_status"
  | "verification_note"
  | "internal_note"
  | "denied_at"
  | "verified_at"
  | "verified_by"
  | "disabled_at"
>

/** Returns the state in a record. */
export const toState = (record: CustomerMetaRecord): RoleState => ({
  account_type: record.account_type,
  company_name: record.company_name,
  tax_id: record.tax_id,
  is_verified: record.is_verified,
  verification_status: record.verification_status,
  verification_note: record.verification_note,
  internal_note: record.internal_note,
  denied_at: record.denied_at,
  verified_at: record.verified_at,
  verified_by: record.verified_by,
  disabled_at: record.disabled_at,
})

/** The result of a claim, a ban or a decision. */
export type Transition = {
  next: RoleState
  entries: { type: RoleEventType; note?: string | null }[]
  events: RoleEventName[]
  /** Whether `updated_at` moves: only with claim, status or disablement. */
  touched: boolean
}

/** Returns the state of a customer without an application. */
export const initialState = (denied_at: Date | null): RoleState => ({
  account_type: "individual",
  company_name: null,
  tax_id: null,
  is_verified: false,
  verification_status: "not_required",
  verification_note: null,
  internal_note: null,
  denied_at,
  verified_at: null,
  verified_by: null,
  disabled_at: null,
})

const withStatus = (state: RoleState, verification_status: VerificationStatus): RoleState => ({
  ...state,
  verification_status,
  is_verified: false,
  verification_note: null,
  verified_at: null,
  verified_by: null,
})

/**
 * Returns why a claim cannot be applied. Details that a business must state may already be in the state.
 */
export const claimProblem = (claim: AccountClaim, state: RoleState, required: ("company_name" | "tax_id")[]): string | undefined => {
  if (!claim.valid) {
    return claim.reason
  }
  const after = { ...state, ...definedOnly(claim) }
  const missing = after.account_type === "business" ? required.find((key) => !after[key]) : undefined
  return missing && `${missing} is required of a business`
}

const definedOnly = (claim: AccountClaim & { valid: true }): Partial<RoleState> => ({
  ...(claim.account_type === undefined ? {} : { account_type: claim.account_type }),
  ...(claim.company_name === undefined ? {} : { company_name: claim.company_name }),
  ...(claim.tax_id === undefined ? {} : { tax_id: claim.tax_id }),
})

/** Applies a claim that has no {@link claimProblem}. */
export const applyClaim = (state: RoleState, claim: AccountClaim & { valid: true }): Transition => {
  const next = { ...state, ...definedOnly(claim) }
  const typeChanged = next.account_type !== state.account_type
  const detailsChanged = next.company_name !== state.company_name || next.tax_id !== state.tax_id

  if (typeChanged) {
    const status: Record<AccountType, VerificationStatus> = { individual: "not_required", business: "pending" }
    return {
      next: withStatus(next, status[next.account_type]),
      entries: [{ type: "account_type_changed" }],
      events: next.account_type === "business" ? ["account_type_changed", "pending"] : ["account_type_changed"],
      touched: true,
    }
  }
  if (!detailsChanged) {
    return { next, entries: [], events: [], touched: false }
  }
  if (next.account_type === "business" && next.verification_status !== "pending") {
    return { next: withStatus(next, "pending"), entries: [{ type: "pending" }], events: ["pending"], touched: true }
  }
  return { next, entries: [{ type: "details_changed" }], events: [], touched: true }
}

/** Applies a Clerk ban or its end. */
export const applyBan = (state: RoleState, banned: boolean, now: Date): Transition => {
  if (banned === (state.disabled_at !== null)) {
    return { next: state, entries: [], events: [], touched: false }
  }
  return {
    next: { ...state, disabled_at: banned ? now : null },
    entries: [{ type: banned ? "disabled" : "enabled" }],
    events: banned ? ["disabled"] : [],
    touched: true,
  }
}

/** Applies an admin's decision to a business. */
export const applyDecision = (
  state: RoleState,
  decision: Pick<VerificationDecision, "is_verified" | "note" | "internal_note">,
  decidedBy: string | null,
  now: Date
): Transition => {
  const status = decision.is_verified ? "verified" : state.verification_status === "verified" ? "revoked" : "rejected"
  const statusChanged = status !== state.verification_status
  const internal_note = decision.internal_note === undefined ? state.internal_note : decision.internal_note
  const keptNote = statusChanged ? null : state.verification_note
  const verification_note = decision.note === undefined ? keptNote : decision.note

  if (!statusChanged) {
    const noteChanged = verification_note !== state.verification_note || internal_note !== state.internal_note
    return {
      next: { ...state, verification_note, internal_note },
      entries: noteChanged ? [{ type: "note_changed", note: verification_note }] : [],
      events: [],
      touched: false,
    }
  }
  return {
    next: {
      ...state,
      verification_status: status,
      is_verified: decision.is_verified,
      verification_note,
      internal_note,
      denied_at: decision.is_verified ? null : now,
      verified_at: decision.is_verified ? now : null,
      verified_by: decision.is_verified ? decidedBy : null,
    },
    entries: [{ type: status, note: verification_note }],
    events: [status],
    touched: true,
  }
}

/** Returns which columns a version of a Clerk user would change. */
export const compareWithClerk = (
  state: RoleState,
  { claim, banned }: { claim: AccountClaim; banned: boolean },
  required: ("company_name" | "tax_id")[]
): RoleComparison => {
  const problem = claimProblem(claim, state, required)
  const next = problem === undefined && claim.valid ? applyClaim(state, claim).next : state
  const columns = ["account_type", "company_name", "tax_id"] as const
  return {
    claim_problem: problem ?? null,
    changes: [
      ...columns.filter((column) => next[column] !== state[column]),
      ...(banned === (state.disabled_at !== null) ? [] : (["disabled_at"] as const)),
    ],
  }
}
