import fc from "fast-check"
import { applyBan, applyClaim, applyDecision, claimProblem, initialState, type RoleState, type Transition } from "../transitions"
import type { AccountClaim } from "../types"

/** Returns a time in minutes from a fixed start. Each step of a history has a later one. */
export const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute))

/** A claim, a ban or a decision that changes a role. */
export type Happening =
  | { kind: "claim"; claim: AccountClaim & { valid: true } }
  | { kind: "ban"; banned: boolean }
  | { kind: "decision"; is_verified: boolean; note?: string | null; internal_note?: string | null }

const text = fc.option(fc.constantFrom("Cedar GmbH", "Cedar Gmbh", "Oak Ltd"), { nil: null })
const optionalNote = fc.option(fc.constantFrom("Welcome", "Send the register extract", null), { nil: undefined })

/** An application; each key may be absent. */
export const claims: fc.Arbitrary<AccountClaim & { valid: true }> = fc.record(
  {
    valid: fc.constant(true as const),
    account_type: fc.constantFrom("individual" as const, "business" as const),
    company_name: text,
    tax_id: text,
  },
  { requiredKeys: ["valid"] }
)

const claim: fc.Arbitrary<Happening> = claims.map((value) => ({ kind: "claim", claim: value }))
const ban: fc.Arbitrary<Happening> = fc.boolean().map((banned) => ({ kind: "ban", banned }))
const decision: fc.Arbitrary<Happening> = fc
  .record({ is_verified: fc.boolean(), note: optionalNote, internal_note: optionalNote })
  .map((value) => ({ kind: "decision", ...value }))

/** Histories of what shoppers and Clerk can do without an admin. */
export const withoutAdmins = fc.array(fc.oneof(claim, ban), { maxLength: 12 })

/** Histories of everything that can happen. */
export const histories = fc.array(fc.oneof(claim, ban, decision), { maxLength: 16 })

/** Applies a happening as the service does: decisions apply to businesses only. */
export const happen = (state: RoleState, happening: Happening, now: Date): Transition => {
  if (happening.kind === "claim") {
    return claimProblem(happening.claim, state, []) === undefined ? applyClaim(state, happening.claim) : unchanged(state)
  }
  if (happening.kind === "ban") {
    return applyBan(state, happening.banned, now)
  }
  return state.account_type === "business" ? applyDecision(state, happening, "user_admin", now) : unchanged(state)
}

/** Returns every state that a history passes through, including the first. */
export const statesOf = (history: Happening[], first: RoleState = initialState(null)): RoleState[] =>
  history.reduce<RoleState[]>(
    (states, happening, index) => [...states, happen(states[states.length - 1], happening, at(index)).next],
    [first]
  )

const unchanged = (state: RoleState): Transition => ({ next: state, entries: [], events: [], touched: false })
