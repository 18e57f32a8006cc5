import fc from "fast-check"
import { foldEmail, isSameEmail, ownerOfEmail } from "../email-address"

const KELVIN = "\u212A"
const LONG_S = "\u017F"

describe("foldEmail and isSameEmail", () => {
  it.each([
    ["Kim@Example.COM", "kim@example.com"],
    ["kim+Shop@example.com", "kim+shop@example.com"],
    [`${KELVIN}im@example.com`, `${KELVIN}im@example.com`],
    [`${LONG_S}am@example.com`, `${LONG_S}am@example.com`],
    ["JOSÉ@example.com", "josÉ@example.com"],
    ["İ@example.com", "İ@example.com"],
  ])("folds %s to %s", (email, folded) => {
    expect(foldEmail(email)).toBe(folded)
  })

  it.each([
    [`${KELVIN}im@example.com`, "kim@example.com"],
    [`${LONG_S}am@example.com`, "sam@example.com"],
    ["JOSÉ@example.com", "josé@example.com"],
    ["kim@example.com", "kim@example.com "],
    ["kim@example.com", "kim+1@example.com"],
    ["kim@example.com", null],
    [null, null],
  ])("keeps %s and %s apart", (one, other) => {
    expect(isSameEmail(one, other)).toBe(false)
  })

  it("folds only ASCII letters in any address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (email) => {
        const folded = foldEmail(email)
        expect(folded).toHaveLength(email.length)
        const before = email.split("")
        expect(folded.split("").every((unit, index) => unit === before[index] || /[a-z]/.test(unit))).toBe(true)
        expect(foldEmail(folded)).toBe(folded)
        expect(
          isSameEmail(
            email,
            email.replace(/[a-z]/g, (letter) => letter.toUpperCase())
          )
        ).toBe(true)
      })
    )
  })
})

describe("ownerOfEmail", () => {
  const registered = (...emails: string[]) => emails.map((email) => ({ email }))

  it.each([
    ["nobody", [], null, "kim@example.com"],
    ["the only customer, in any case", ["KIM@example.com"], "KIM@example.com", "kim@example.com"],
    ["the exact match among several", ["KIM@example.com", "kim@example.com"], "kim@example.com", "kim@example.com"],
    ["nobody among several without an exact match", ["KIM@example.com", "Kim@example.com"], null, "kim@example.com"],
    ["nobody with a look-alike address", [`${KELVIN}im@example.com`], null, "kim@example.com"],
  ])("finds the owner of kim@example.com: %s", (_, emails, owner, stored) => {
    const found = ownerOfEmail("kim@example.com", registered(...emails))

    expect(found.customer?.email ?? null).toBe(owner)
    expect(found.stored).toBe(stored)
  })

  it("keeps the case of a new address when its lower-case form is taken", () => {
    expect(ownerOfEmail("KIM@example.com", registered("kim@example.com", "Kim@example.com"))).toEqual({
      customer: null,
      stored: "KIM@example.com",
      ambiguous: true,
    })
  })

  it("never returns an owner with another address, nor a taken address for storing", () => {
    const letters = fc.constantFrom("k", "K", KELVIN, "s", "S", LONG_S, "+", "ß", "ẞ", "i", "İ", "ı")
    const addresses = fc.array(letters, { minLength: 1, maxLength: 3 }).map((parts) => `${parts.join("")}@x.example`)
    fc.assert(
      fc.property(addresses, fc.uniqueArray(addresses, { maxLength: 8 }), (email, emails) => {
        const { customer, stored, ambiguous } = ownerOfEmail(email, registered(...emails))
        expect(isSameEmail(stored, email)).toBe(true)
        if (customer) {
          expect(isSameEmail(customer.email, email)).toBe(true)
          expect(ambiguous).toBe(false)
        } else {
          expect(emails).not.toContain(stored)
        }
        if (emails.includes(email)) {
          expect(customer?.email).toBe(email)
        }
      })
    )
  })
})
