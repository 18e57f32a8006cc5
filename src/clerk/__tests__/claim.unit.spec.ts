import fc from "fast-check"
import { readAccountClaim } from "../claim"

const COMPANY_KEYS = ["company", "companyName"]
const TAX_ID_KEYS = ["tax_id", "taxId"]

/** Creates an object with an own `__proto__`, as JSON can. */
const fromJson = (json: string): unknown => JSON.parse(json)

describe("readAccountClaim", () => {
  it.each([
    [
      { accountType: "business", company: "Cedar GmbH", tax_id: "DE123456789" },
      { valid: true, account_type: "business", company_name: "Cedar GmbH", tax_id: "DE123456789" },
    ],
    [
      { accountType: "business", companyName: "Cedar GmbH", taxId: "DE123456789" },
      { valid: true, account_type: "business", company_name: "Cedar GmbH", tax_id: "DE123456789" },
    ],
    [{ accountType: "individual" }, { valid: true, account_type: "individual" }],
    [{}, { valid: true }],
    [{ company: "  Cedar GmbH\n" }, { valid: true, company_name: "Cedar GmbH" }],
    [
      { company: null, tax_id: "" },
      { valid: true, company_name: null, tax_id: null },
    ],
    [{ company: "   " }, { valid: true, company_name: null }],
    [{ accountType: undefined, company: undefined }, { valid: true }],
  ])("reads %j", (metadata, claim) => {
    expect(readAccountClaim(metadata)).toEqual(claim)
  })

  it("prefers company and tax_id when both spellings are present, also to clear them", () => {
    expect(readAccountClaim({ company: "Cedar GmbH", companyName: "Other", tax_id: null, taxId: "DE1" })).toEqual({
      valid: true,
      company_name: "Cedar GmbH",
      tax_id: null,
    })
  })

  it.each([undefined, null, "business", 5, true, [], ["accountType", "business"]])("finds no claim in %p", (metadata) => {
    expect(readAccountClaim(metadata)).toEqual({ valid: true })
  })

  it("ignores every other key, so that nothing a user writes grants anything", () => {
    const metadata = { accountType: "business", isVerified: true, is_verified: true, verification_status: "verified", denied_at: null }
    expect(readAccountClaim(metadata)).toEqual({ valid: true, account_type: "business" })
  })

  it.each([
    '{ "__proto__": { "accountType": "business", "company": "Cedar GmbH" } }',
    '{ "constructor": { "prototype": { "accountType": "business" } } }',
  ])("ignores the prototype in %s", (json) => {
    expect(readAccountClaim(fromJson(json))).toEqual({ valid: true })
    expect(Object.prototype).not.toHaveProperty("accountType")
  })

  it.each<unknown>([
    "admin",
    "Business",
    "BUSINESS",
    "verified",
    "__proto__",
    "constructor",
    "",
    " business",
    null,
    1,
    true,
    [],
    ["business"],
    {},
    { toString: "business" },
  ])("refuses %p as account type", (accountType) => {
    expect(readAccountClaim({ accountType })).toEqual({ valid: false, reason: "accountType must be one of individual, business" })
  })

  it.each([...COMPANY_KEYS, ...TAX_ID_KEYS])("refuses a %s that is not a text", (key) => {
    for (const value of [1, true, false, [], ["Cedar GmbH"], {}, fromJson('{ "__proto__": "Cedar GmbH" }')]) {
      expect(readAccountClaim({ accountType: "business", [key]: value })).toEqual({ valid: false, reason: `${key} must be a text` })
    }
  })

  describe.each([...COMPANY_KEYS.map((key) => [key, 255] as const), ...TAX_ID_KEYS.map((key) => [key, 100] as const)])(
    "the length of %s",
    (key, limit) => {
      const tooLong = { valid: false, reason: `${key} must be at most ${limit} characters long` }

      it(`may be ${limit} characters and not one more`, () => {
        expect(readAccountClaim({ [key]: "x".repeat(limit) }).valid).toBe(true)
        expect(readAccountClaim({ [key]: "x".repeat(limit + 1) })).toEqual(tooLong)
      })

      it("is counted in characters like in PostgreSQL, not in UTF-16 units", () => {
        expect(readAccountClaim({ [key]: "🌲".repeat(limit) }).valid).toBe(true)
        expect(readAccountClaim({ [key]: "🌲".repeat(limit + 1) })).toEqual(tooLong)
      })

      it("is counted without surrounding blanks", () => {
        expect(readAccountClaim({ [key]: ` ${"x".repeat(limit)} ` }).valid).toBe(true)
      })

      it("is refused at 10 kB, and the reason does not repeat the text", () => {
        expect(readAccountClaim({ [key]: "x".repeat(10_240) })).toEqual(tooLong)
      })
    }
  )

  it.each([
    ["a NUL", "Cedar\0GmbH"],
    ["the first half of a surrogate pair", "Cedar \ud83c"],
    ["the second half of a surrogate pair", "\udf32 Cedar"],
    ["halves in the wrong order", "\udf32\ud83c"],
  ])("refuses %s, which PostgreSQL cannot store", (_case, text) => {
    for (const key of [...COMPANY_KEYS, ...TAX_ID_KEYS]) {
      expect(readAccountClaim({ [key]: text })).toEqual({ valid: false, reason: `${key} contains characters that cannot be stored` })
    }
  })

  it("accepts all other characters unchanged", () => {
    const company = "Žluťoučký kůň 木材 🌲 <script>'; DROP TABLE customer_meta; --"
    expect(readAccountClaim({ company })).toEqual({ valid: true, company_name: company })
  })

  const hostileText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.array(fc.constantFrom("\0", "\ud83c", "\udf32", "🌲", " ", "x"), { maxLength: 300 }).map((parts) => parts.join("")),
    fc.integer({ min: 90, max: 12_000 }).map((length) => "x".repeat(length))
  )
  const hostileValue = fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), hostileText)
  const keys = fc.constantFrom("accountType", ...COMPANY_KEYS, ...TAX_ID_KEYS, "isVerified", "toString", "constructor")
  const hostileMetadata = fc.oneof(
    hostileValue,
    fc.jsonValue(),
    fc.dictionary(keys, fc.oneof(hostileValue, fc.constantFrom("business", "individual", null, undefined))),
    fc.json().map(fromJson)
  )

  it("never throws, and returns only claims that fit the table", () => {
    const fits = (text: string | null | undefined, limit: number): boolean =>
      text === undefined ||
      text === null ||
      (text !== "" && text === text.trim() && Array.from(text).length <= limit && !text.includes("\0") && text.isWellFormed())

    fc.assert(
      fc.property(hostileMetadata, (metadata) => {
        const claim = readAccountClaim(metadata)
        if (!claim.valid) {
          expect(Object.keys(claim)).toEqual(["valid", "reason"])
          expect(claim.reason.length).toBeLessThan(100)
          return
        }
        const { valid: _, account_type, company_name, tax_id, ...rest } = claim
        expect(rest).toEqual({})
        expect([undefined, "individual", "business"]).toContain(account_type)
        expect(fits(company_name, 255)).toBe(true)
        expect(fits(tax_id, 100)).toBe(true)
      }),
      { numRuns: 2_000 }
    )
  })
})
