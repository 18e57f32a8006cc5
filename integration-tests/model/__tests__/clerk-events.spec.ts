import fc from "fast-check"
import { type ClerkHistory, type ClerkVersion, expectedEnd, isOrderIndependent } from "../clerk-events"
import { clerkHistories, manyClerkHistories } from "../histories"

const version = (updated_at: number, unsafe_metadata: Record<string, unknown>, more: Partial<ClerkVersion> = {}): ClerkVersion => ({
  updated_at,
  email: "Ada@Example.com",
  email_verified: true,
  banned: false,
  unsafe_metadata,
  ...more,
})
const history = (...versions: ClerkVersion[]): ClerkHistory => ({ clerk_user_id: "user_ada", versions, deleted: false })
const cedar = { accountType: "business", company: "Cedar", tax_id: "DE1" }

describe("The model of Clerk's events", () => {
  const rowOf = (...versions: ClerkVersion[]) => expectedEnd([history(...versions)]).rows[0]

  it("turns an application into a pending business, and a user without one into an individual", () => {
    expect(rowOf(version(1, cedar))).toEqual({
      clerk_user_id: "user_ada",
      account_type: "business",
      company_name: "Cedar",
      tax_id: "DE1",
      verification_status: "pending",
      is_verified: false,
      disabled: false,
      clerk_updated_at: 1,
      email: "ada@example.com",
    })
    expect(rowOf(version(1, {}))).toMatchObject({ account_type: "individual", verification_status: "not_required" })
  })

  it("changes nothing for an absent key or an invalid claim", () => {
    const business = { account_type: "business", company_name: "Cedar", clerk_updated_at: 2 }
    expect(rowOf(version(1, cedar), version(2, { taxId: "" }))).toMatchObject({ ...business, tax_id: null })
    expect(rowOf(version(1, cedar), version(2, { accountType: "individual", company: 5 }))).toMatchObject({ ...business, tax_id: "DE1" })
  })

  it("has no row without a verified address, and ignores unverified ones", () => {
    expect(rowOf(version(1, cedar, { email_verified: false }))).toBeUndefined()
    expect(rowOf(version(1, cedar, { email: null }))).toBeUndefined()
    const unverified = version(2, cedar, { email: "b@example.com", email_verified: false })
    expect(rowOf(version(1, cedar), unverified)).toMatchObject({ email: "ada@example.com" })
    expect(rowOf(version(1, cedar), version(2, cedar, { email: "B@example.com" }))).toMatchObject({ email: "b@example.com" })
  })

  it("leaves a tombstone for a deleted user", () => {
    expect(expectedEnd([{ ...history(version(1, cedar)), deleted: true }])).toEqual({ rows: [], tombstones: ["user_ada"] })
  })

  it("detects histories whose result depends on the order", () => {
    expect(isOrderIndependent(history(version(1, cedar), version(2, { accountType: "business", tax_id: "DE1" })))).toBe(false)
    expect(isOrderIndependent(history(version(1, cedar), version(2, { accountType: "admin" })))).toBe(false)
    expect(isOrderIndependent(history(version(1, cedar), version(2, cedar, { email: "b@example.com", email_verified: false })))).toBe(false)
    expect(isOrderIndependent(history(version(1, {}), version(2, { accountType: "admin" }), version(3, cedar)))).toBe(true)
  })

  it("gets only histories whose result does not depend on the order", () => {
    fc.assert(fc.property(clerkHistories({ users: 4, events: 6 }), (histories) => histories.every(isOrderIndependent)))
    expect(manyClerkHistories({ seed: 1, users: 50, events: 8 }).filter((one) => !isOrderIndependent(one))).toEqual([])
  })

  it("gets the same histories for the same seed, with the requested number of events each", () => {
    const many = manyClerkHistories({ seed: 7, users: 20, events: 5 })
    expect(manyClerkHistories({ seed: 7, users: 20, events: 5 })).toEqual(many)
    expect(many.map(({ versions, deleted }) => versions.length + (deleted ? 1 : 0))).toEqual(many.map(() => 5))
    expect(new Set(many.map(({ versions }) => JSON.stringify(versions[0].unsafe_metadata))).size).toBeGreaterThan(10)
  })
})
