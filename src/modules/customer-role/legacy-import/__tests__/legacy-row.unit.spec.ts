import { claimProblemOf, createdAtOf, importLegacyRow, isClaim, isPair, type LegacyClaim, type LegacyRow, pairProblem } from "../legacy-row"

const NOW = new Date("2026-11-22T10:00:00Z")

const row = (changes: Partial<LegacyRow> = {}): LegacyRow => ({
  id: 1,
  customer_id: "cus_1",
  clerk_user_id: "user_1",
  account_type: "business",
  company_name: "Cedar GmbH",
  tax_id: "DE1",
  is_verified: true,
  created_at: Date.parse("2024-01-01T00:00:00Z"),
  ...changes,
})

const claim = (changes: Partial<LegacyClaim> = {}): LegacyClaim => ({
  ...row(),
  customer_id: "cus_1",
  clerk_user_id: "user_1",
  account_type: "business",
  ...changes,
})

describe("pairProblem", () => {
  it.each<[string, Partial<LegacyRow>, string | undefined]>([
    ["both ids", {}, undefined],
    ["no customer", { customer_id: null }, "customer_id_missing"],
    ["a blank customer", { customer_id: " \t" }, "customer_id_missing"],
    ["no Clerk user", { clerk_user_id: null }, "clerk_user_id_missing"],
    ["a blank Clerk user", { clerk_user_id: "" }, "clerk_user_id_missing"],
    ["a Clerk user with a space", { clerk_user_id: "user_1 " }, "clerk_user_id_invalid"],
    ["a Clerk user with a letter that Clerk's ids do not have", { clerk_user_id: "user_ä" }, "clerk_user_id_invalid"],
    ["a Clerk user of 255 characters", { clerk_user_id: "x".repeat(255) }, undefined],
    ["a Clerk user of 256 characters", { clerk_user_id: "x".repeat(256) }, "clerk_user_id_invalid"],
  ])("returns the problem of %s, if any", (_, changes, expected) => {
    expect(pairProblem(row(changes))).toBe(expected)
    expect(isPair(row(changes))).toBe(expected === undefined)
  })
})

describe("claimProblemOf", () => {
  it.each<[string, Partial<Pick<LegacyRow, "account_type" | "company_name" | "tax_id">>, string | undefined]>([
    ["a business", {}, undefined],
    ["an individual without details", { account_type: "individual", company_name: null, tax_id: null }, undefined],
    ["another type", { account_type: "reseller" }, "unknown_account_type"],
    ["another spelling", { account_type: "Business" }, "unknown_account_type"],
    ["no type", { account_type: null }, "unknown_account_type"],
    ["a company of 255 trees", { company_name: "🌲".repeat(255) }, undefined],
    ["a company of 256 trees", { company_name: "🌲".repeat(256) }, "company_name_too_long"],
    ["a tax id of 100 characters", { tax_id: "1".repeat(100) }, undefined],
    ["a tax id of 101 characters", { tax_id: "1".repeat(101) }, "tax_id_too_long"],
    ["a NUL", { company_name: "a\0b" }, "unstorable_text"],
    ["half a character", { tax_id: "\ud83c" }, "unstorable_text"],
  ])("returns the problem of %s, if any", (_, changes, expected) => {
    expect(claimProblemOf(row(changes))).toBe(expected)
    expect(isClaim({ ...claim(), ...changes })).toBe(expected === undefined)
  })
})

describe("importLegacyRow", () => {
  const terms = { trustVerified: false, denied_at: null, now: NOW }
  const trusting = { ...terms, trustVerified: true }

  it("imports an individual unverified, whatever the table says", () => {
    const { state, note } = importLegacyRow(claim({ account_type: "individual", is_verified: true }), trusting)

    expect(state).toMatchObject({
      account_type: "individual",
      is_verified: false,
      verification_status: "not_required",
      verified_at: null,
      company_name: "Cedar GmbH",
    })
    expect(note).toBeNull()
  })

  it("imports a verified business as pending and notes that it was verified", () => {
    expect(importLegacyRow(claim(), terms)).toMatchObject({
      state: { verification_status: "pending", is_verified: false, verified_at: null },
      note: expect.stringContaining("did not rely on it"),
    })
  })

  it("verifies a verified business if the importer vouches for the table, with the current time and no admin", () => {
    expect(importLegacyRow(claim(), trusting)).toMatchObject({
      state: { verification_status: "verified", is_verified: true, verified_at: NOW, verified_by: null },
      note: expect.stringContaining("vouched"),
    })
  })

  it("never verifies a customer who was refused before", () => {
    const denied_at = new Date("2025-05-05")

    expect(importLegacyRow(claim(), { ...trusting, denied_at })).toMatchObject({
      state: { verification_status: "pending", is_verified: false, denied_at },
      note: expect.stringContaining("did not rely on it"),
    })
  })

  it.each([false, null])("imports a business with is_verified %s as pending, without a note", (is_verified) => {
    expect(importLegacyRow(claim({ is_verified }), trusting)).toMatchObject({ state: { verification_status: "pending" }, note: null })
  })

  it("trims texts and stores blank ones as null", () => {
    expect(importLegacyRow(claim({ company_name: "  Čedar  ", tax_id: " " }), terms).state).toMatchObject({
      company_name: "Čedar",
      tax_id: null,
    })
  })
})

describe("createdAtOf", () => {
  it.each<[string, number | null, Date]>([
    ["a time in the past", Date.parse("2024-01-01"), new Date("2024-01-01")],
    ["a missing time", null, NOW],
    ["a time in the future", NOW.getTime() + 1, NOW],
    ["infinity", Infinity, NOW],
    ["minus infinity", -Infinity, NOW],
    ["a time before 1970", -1, NOW],
    ["what is not a number", NaN, NOW],
  ])("returns a time in the past for %s", (_, created_at, expected) => {
    expect(createdAtOf(row({ created_at }), NOW)).toEqual(expected)
  })
})
