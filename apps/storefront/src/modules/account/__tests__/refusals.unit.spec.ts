import { CustomerRoleError, ERROR_CATALOGUE, type ErrorCode } from "medusa-customer-role-storefront/errors"
import { UncertainChangeError } from "@/lib/medusa/patient-fetch"
import de from "../../../../messages/de/account.json"
import en from "../../../../messages/en/account.json"
import { attempt, refusalOf } from "../refusals"

const codes = Object.keys(ERROR_CATALOGUE) as ErrorCode[]
const refused = (code: ErrorCode) => new CustomerRoleError({ type: "refused", code, ...ERROR_CATALOGUE[code] })

describe("the words for a refusal", () => {
  it.each(codes)("exist for %s in both languages, without the code", (code) => {
    const refusal = refusalOf(refused(code))
    for (const { refusals } of [en, de]) {
      expect(refusals[refusal]).toEqual(expect.any(String))
      expect(refusals[refusal]).not.toContain(code)
    }
  })

  it.each([
    ["account_disabled", "disabled"],
    ["business_account_required", "businessOnly"],
    ["verification_pending", "pending"],
    ["verification_revoked", "revoked"],
    ["invalid_account_claim", "claim"],
    ["impersonation_not_allowed", "impersonation"],
    ["email_unverified", "email"],
    ["bulk_order_invalid", "linesUnavailable"],
    ["not_found", "gone"],
    ["busy", "busy"],
    ["identity_provider_unavailable", "noAnswer"],
  ] as const)("%s is %s", (code, refusal) => {
    expect(refusalOf(refused(code))).toBe(refusal)
  })

  it.each([
    ["a network that is down", new TypeError("fetch failed"), "noAnswer"],
    ["a shop that takes too long", new DOMException("The operation was aborted due to timeout", "TimeoutError"), "noAnswer"],
    ["an error of the shop", { status: 500 }, "noAnswer"],
    ["Medusa's own 404", { status: 404 }, "gone"],
    ["Medusa's own 401", { status: 401 }, "signedOut"],
    ["Medusa's own 400", { status: 400 }, "other"],
    ["nothing at all", undefined, "noAnswer"],
    ["a change without an answer", new UncertainChangeError(), "uncertain"],
    ["Clerk's 401, which is the server's own", { clerkError: true, code: "api_response_error", status: 401 }, "other"],
    ["Clerk's 404", { clerkError: true, code: "api_response_error", status: 404 }, "other"],
    ["Clerk's 429", { clerkError: true, code: "api_response_error", status: 429 }, "busy"],
    ["a Clerk that is down", { clerkError: true, code: "api_response_error", status: 503 }, "noAnswer"],
  ] as const)("%s is told as %s", (_, error, refusal) => {
    expect(refusalOf(error)).toBe(refusal)
  })

  it("take the place of the error in what an action returns", async () => {
    await expect(attempt(() => Promise.reject(refused("account_disabled")))).resolves.toEqual({ ok: false, refusal: "disabled" })
    await expect(attempt(async () => ({ cart: 1 }))).resolves.toEqual({ ok: true, cart: 1 })
  })
})
