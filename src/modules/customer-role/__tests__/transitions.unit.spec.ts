import fc from "fast-check"
import { applyBan, applyClaim, applyDecision, claimProblem, initialState, type RoleState } from "../transitions"
import type { AccountClaim } from "../types"
import { at, claims, happen, histories, statesOf, withoutAdmins } from "./states"

const BUSINESS = { valid: true, account_type: "business", company_name: "Cedar GmbH", tax_id: "DE1" } as const

const pending = (): RoleState => applyClaim(initialState(null), BUSINESS).next
const decided = (is_verified: boolean, state = pending(), note: string | null = "Checked"): RoleState =>
  applyDecision(state, { is_verified, note }, "user_admin", at(1)).next
const verified = () => decided(true)
const rejected = () => decided(false)
const revoked = () => decided(false, verified())

describe("initialState", () => {
  it("returns an individual without details", () => {
    expect(initialState(null)).toMatchObject({
      account_type: "individual",
      verification_status: "not_required",
      is_verified: false,
      denied_at: null,
    })
  })

  it("takes over an earlier denial but no verification", () => {
    expect(initialState(at(3))).toMatchObject({ is_verified: false, denied_at: at(3) })
  })
})

describe("applyClaim", () => {
  it("turns an individual who applies into a pending business", () => {
    const { next, entries, events, touched } = applyClaim(initialState(null), BUSINESS)
    expect(next).toMatchObject({
      account_type: "business",
      company_name: "Cedar GmbH",
      tax_id: "DE1",
      verification_status: "pending",
      is_verified: false,
    })
    expect({ entries, events, touched }).toEqual({
      entries: [{ type: "account_type_changed" }],
      events: ["account_type_changed", "pending"],
      touched: true,
    })
  })

  it.each([
    ["a pending", pending],
    ["a verified", verified],
    ["a rejected", rejected],
    ["a revoked", revoked],
  ])("turns %s business into an individual on request, and keeps the denial", (_case, state) => {
    const before = state()
    const { next, events } = applyClaim(before, { valid: true, account_type: "individual" })
    expect(next).toMatchObject({
      account_type: "individual",
      verification_status: "not_required",
      is_verified: false,
      verified_at: null,
      verified_by: null,
    })
    expect(next.denied_at).toEqual(before.denied_at)
    expect(events).toEqual(["account_type_changed"])
  })

  it.each<[string, Omit<AccountClaim & { valid: true }, "valid">]>([
    ["company", { company_name: "Cedar Holding GmbH" }],
    ["tax id", { tax_id: "DE2" }],
    ["company, to nothing", { company_name: null }],
    ["company, by one letter's case", { company_name: "Cedar Gmbh" }],
  ])("moves a verified business that changes its %s back to pending", (_case, change) => {
    const { next, entries, events, touched } = applyClaim(verified(), { valid: true, ...change })
    expect(next).toMatchObject({
      verification_status: "pending",
      is_verified: false,
      verified_at: null,
      verified_by: null,
      verification_note: null,
    })
    expect({ entries, events, touched }).toEqual({ entries: [{ type: "pending" }], events: ["pending"], touched: true })
  })

  it.each([
    ["rejected", rejected],
    ["revoked", revoked],
  ])("lets a %s business apply again, but keeps the denial", (_case, state) => {
    const before = state()
    const { next } = applyClaim(before, { valid: true, company_name: "Cedar GmbH." })
    expect(next.verification_status).toBe("pending")
    expect(next.denied_at).toEqual(before.denied_at)
    expect(next.denied_at).not.toBeNull()
  })

  it.each([
    ["a pending", pending],
    ["a verified", verified],
    ["a rejected", rejected],
    ["a revoked", revoked],
  ])("changes nothing if %s business repeats its claim or states nothing", (_case, state) => {
    for (const claim of [BUSINESS, { valid: true } as const]) {
      expect(applyClaim(state(), claim)).toEqual({ next: state(), entries: [], events: [], touched: false })
    }
  })

  it("stores new details of a pending business without another event", () => {
    const { next, entries, events, touched } = applyClaim(pending(), { valid: true, tax_id: null })
    expect(next).toMatchObject({ verification_status: "pending", tax_id: null })
    expect({ entries, events, touched }).toEqual({ entries: [{ type: "details_changed" }], events: [], touched: true })
  })

  it("stores details of an individual without changing the account type", () => {
    const { next } = applyClaim(initialState(null), { valid: true, company_name: "Cedar GmbH" })
    expect(next).toMatchObject({ account_type: "individual", verification_status: "not_required", company_name: "Cedar GmbH" })
  })

  it("keeps disabled_at and the internal note", () => {
    const state = { ...verified(), disabled_at: at(5), internal_note: "knows the owner" }
    expect(applyClaim(state, { valid: true, account_type: "individual" }).next).toMatchObject({
      disabled_at: at(5),
      internal_note: "knows the owner",
    })
  })
})

describe("claimProblem", () => {
  const required: ("company_name" | "tax_id")[] = ["company_name", "tax_id"]

  it("returns the reason of an unreadable claim", () => {
    expect(claimProblem({ valid: false, reason: "company must be a text" }, initialState(null), [])).toBe("company must be a text")
  })

  it("requires details of businesses and none of individuals", () => {
    expect(claimProblem({ valid: true, account_type: "business" }, initialState(null), required)).toBe(
      "company_name is required of a business"
    )
    expect(claimProblem({ valid: true, account_type: "business", company_name: "Cedar GmbH" }, initialState(null), required)).toBe(
      "tax_id is required of a business"
    )
    expect(claimProblem(BUSINESS, initialState(null), required)).toBeUndefined()
    expect(claimProblem({ valid: true, account_type: "individual" }, initialState(null), required)).toBeUndefined()
    expect(claimProblem({ valid: true, account_type: "business" }, initialState(null), [])).toBeUndefined()
  })

  it("accepts required details that were stated before, until they are cleared", () => {
    expect(claimProblem({ valid: true }, pending(), required)).toBeUndefined()
    expect(claimProblem({ valid: true, tax_id: null }, pending(), required)).toBe("tax_id is required of a business")
    expect(claimProblem({ valid: true, account_type: "individual", tax_id: null }, pending(), required)).toBeUndefined()
  })
})

describe("applyBan", () => {
  it("disables the account, keeps the verification and emits disabled", () => {
    const { next, entries, events, touched } = applyBan(verified(), true, at(9))
    expect(next).toEqual({ ...verified(), disabled_at: at(9) })
    expect({ entries, events, touched }).toEqual({ entries: [{ type: "disabled" }], events: ["disabled"], touched: true })
  })

  it("restores the state from before the ban when it ends", () => {
    const { next, entries, events, touched } = applyBan(applyBan(verified(), true, at(9)).next, false, at(10))
    expect(next).toEqual(verified())
    expect({ entries, events, touched }).toEqual({ entries: [{ type: "enabled" }], events: [], touched: true })
  })

  it("changes nothing when a ban is repeated", () => {
    const banned = applyBan(verified(), true, at(9)).next
    expect(applyBan(banned, true, at(10))).toEqual({ next: banned, entries: [], events: [], touched: false })
    expect(applyBan(verified(), false, at(10))).toEqual({ next: verified(), entries: [], events: [], touched: false })
  })
})

describe("applyDecision", () => {
  const decide = (state: RoleState, is_verified: boolean, notes: { note?: string | null; internal_note?: string | null } = {}) =>
    applyDecision(state, { is_verified, ...notes }, "user_admin", at(20))

  it.each([
    ["pending", pending],
    ["rejected", rejected],
    ["revoked", revoked],
  ])("verifies a %s business, records by whom and when, and lifts the denial", (_case, state) => {
    const { next, events, touched } = decide(state(), true, { note: "Welcome" })
    expect(next).toMatchObject({
      verification_status: "verified",
      is_verified: true,
      verified_at: at(20),
      verified_by: "user_admin",
      denied_at: null,
      verification_note: "Welcome",
    })
    expect({ events, touched }).toEqual({ events: ["verified"], touched: true })
  })

  it.each([
    ["pending", pending, "rejected"],
    ["verified", verified, "revoked"],
    ["revoked", revoked, "rejected"],
  ] as const)("denies a %s business, which becomes %s", (_case, state, status) => {
    const { next, entries, events } = decide(state(), false, { note: "Send the register extract" })
    expect(next).toMatchObject({
      verification_status: status,
      is_verified: false,
      verified_at: null,
      verified_by: null,
      denied_at: at(20),
      verification_note: "Send the register extract",
    })
    expect(entries).toEqual([{ type: status, note: "Send the register extract" }])
    expect(events).toEqual([status])
  })

  it("clears the note of the last decision and keeps the internal note", () => {
    const state = decide(rejected(), false, { note: "No register extract", internal_note: "called twice" }).next
    expect(decide(state, true).next).toMatchObject({ verification_note: null, internal_note: "called twice" })
  })

  it("changes only the notes if the decision is repeated", () => {
    const { next, entries, events, touched } = decide(verified(), true, { note: "Net 30", internal_note: null })
    expect(next).toEqual({ ...verified(), verification_note: "Net 30", internal_note: null })
    expect({ entries, events, touched }).toEqual({ entries: [{ type: "note_changed", note: "Net 30" }], events: [], touched: false })
  })

  it("changes nothing if decision and notes are repeated", () => {
    expect(decide(verified(), true)).toEqual({ next: verified(), entries: [], events: [], touched: false })
    expect(decide(rejected(), false)).toEqual({ next: rejected(), entries: [], events: [], touched: false })
  })
})

describe("transitions over any history", () => {
  it("never verify a record without an admin's decision", () => {
    const unverified = fc.constantFrom(initialState(null), initialState(at(0)), pending(), rejected(), revoked())
    fc.assert(
      fc.property(unverified, withoutAdmins, (first, history) => {
        for (const state of statesOf(history, first)) {
          expect(state).toMatchObject({ is_verified: false, verified_at: null, verified_by: null })
          expect(state.verification_status).not.toBe("verified")
        }
      })
    )
  })

  it("never lift a denial by claims and bans", () => {
    fc.assert(
      fc.property(fc.constantFrom(rejected(), revoked(), initialState(at(1))), withoutAdmins, (first, history) => {
        for (const state of statesOf(history, first)) {
          expect(state.denied_at).toEqual(first.denied_at)
        }
      })
    )
  })

  it("set a denial when an admin rejects or revokes, and clear it only when an admin verifies", () => {
    fc.assert(
      fc.property(histories, (history) => {
        statesOf(history).reduce((before, after) => {
          if (before.denied_at && !after.denied_at) {
            expect(after).toMatchObject({ verification_status: "verified", is_verified: true })
          }
          if (!before.denied_at && after.denied_at) {
            expect(["rejected", "revoked"]).toContain(after.verification_status)
          }
          return after
        })
      })
    )
  })

  it("satisfy the database's checks on account type and verification", () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const state of statesOf(history)) {
          expect(state.account_type === "individual").toBe(state.verification_status === "not_required")
          expect(state.is_verified).toBe(state.verification_status === "verified")
          expect(state.verified_at !== null).toBe(state.is_verified)
          expect(state.is_verified && state.denied_at !== null).toBe(false)
          expect(["rejected", "revoked"].includes(state.verification_status) && state.denied_at === null).toBe(false)
        }
      })
    )
  })

  it("move updated_at and write history exactly when claim, status or disablement change", () => {
    const moving = ({ account_type, company_name, tax_id, verification_status, disabled_at }: RoleState) => ({
      account_type,
      company_name,
      tax_id,
      verification_status,
      disabled_at,
    })
    fc.assert(
      fc.property(histories, (history) => {
        const states = statesOf(history)
        history.forEach((happening, index) => {
          const { next, entries, events, touched } = happen(states[index], happening, at(index))
          expect(touched).toBe(JSON.stringify(moving(next)) !== JSON.stringify(moving(states[index])))
          expect(entries.length > 0).toBe(JSON.stringify(next) !== JSON.stringify(states[index]))
          expect(events.length > 0 && !touched).toBe(false)
        })
      })
    )
  })

  it("change nothing when a claim is repeated", () => {
    fc.assert(
      fc.property(histories, claims, (history, claim) => {
        const once = applyClaim(statesOf(history).at(-1) ?? initialState(null), claim).next
        expect(applyClaim(once, claim)).toEqual({ next: once, entries: [], events: [], touched: false })
      })
    )
  })

  it("never mutate the state they are given", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const frozen = Object.freeze(initialState(null))
        history.reduce<RoleState>((state, happening, index) => Object.freeze(happen(state, happening, at(index)).next), frozen)
        expect(frozen).toEqual(initialState(null))
      })
    )
  })
})
