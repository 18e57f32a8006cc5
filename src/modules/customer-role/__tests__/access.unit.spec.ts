import fc from "fast-check"
import type { AccessLevel } from "../../../options"
import { type AccessDenialCode, denialOf } from "../access"
import { BULK_ORDERS, levelOf, QUOTES } from "../features"
import { parsePluginOptions } from "../../../options"
import { applyBan, applyClaim, applyDecision, initialState, type RoleState } from "../transitions"
import type { CustomerMetaRecord } from "../types"
import { at, histories, statesOf, withoutAdmins } from "./states"

const LEVELS: AccessLevel[] = ["business", "verified"]

const recordOf = (state: RoleState): CustomerMetaRecord => ({
  id: "cmeta_1",
  customer_id: "cus_1",
  clerk_user_id: "user_1",
  ...state,
  waiting_since: null,
  clerk_updated_at: at(0),
  auth_identity_id: "authid_1",
  linked_at: null,
  link_pending: false,
  customer_group_id: null,
  created_at: at(0),
  updated_at: at(0),
  deleted_at: null,
})

const denialFor = (state: RoleState, level: AccessLevel) => denialOf({ record: recordOf(state), deleted: false }, level)

const individual = initialState(null)
const pending = applyClaim(individual, { valid: true, account_type: "business", company_name: "Cedar GmbH" }).next
const decided = (state: RoleState, is_verified: boolean) => applyDecision(state, { is_verified }, "user_admin", at(1)).next
const verified = decided(pending, true)
const rejected = decided(pending, false)
const revoked = decided(verified, false)
const anew = (state: RoleState) => applyClaim(state, { valid: true, company_name: "Cedar GmbH." }).next
const banned = (state: RoleState) => applyBan(state, true, at(2)).next

describe("denialOf", () => {
  it.each<[string, RoleState, business: AccessDenialCode | undefined, verified: AccessDenialCode | undefined]>([
    ["an individual", individual, "business_account_required", "business_account_required"],
    ["an individual with a denial", initialState(at(1)), "business_account_required", "business_account_required"],
    ["a pending business", pending, undefined, "verification_pending"],
    ["a verified business", verified, undefined, undefined],
    ["a rejected business", rejected, "verification_rejected", "verification_rejected"],
    ["a revoked business", revoked, "verification_revoked", "verification_revoked"],
    ["a rejected business that applies again", anew(rejected), "verification_pending", "verification_pending"],
    ["a revoked business that applies again", anew(revoked), "verification_pending", "verification_pending"],
    ["a revoked business that was verified again", decided(anew(revoked), true), undefined, undefined],
    ["a verified business that changed its company", anew(verified), undefined, "verification_pending"],
    ["a banned individual", banned(individual), "account_disabled", "account_disabled"],
    ["a banned verified business", banned(verified), "account_disabled", "account_disabled"],
    ["a banned rejected business", banned(rejected), "account_disabled", "account_disabled"],
  ])("returns the denial of %s at the levels business and verified", (_case, state, business, strict) => {
    expect(LEVELS.map((level) => denialFor(state, level))).toEqual([business, strict])
  })

  it.each(LEVELS)("denies level %s to customers without a live record", (level) => {
    expect(denialOf({ record: null, deleted: false }, level)).toBe("business_account_required")
    expect(denialOf({ record: null, deleted: true }, level)).toBe("account_disabled")
    expect(denialOf({ record: recordOf(verified), deleted: true }, level)).toBe("account_disabled")
  })

  it("denies rejected and revoked businesses at every level, whatever they claim, until an admin verifies them", () => {
    fc.assert(
      fc.property(fc.constantFrom(rejected, revoked), withoutAdmins, fc.constantFrom(...LEVELS), (first, history, level) => {
        for (const state of statesOf(history, first)) {
          expect(denialFor(state, level)).toMatch(/^(business_account_required|verification_(rejected|revoked|pending)|account_disabled)$/)
        }
      })
    )
  })

  it("denies level verified to everyone whom no admin has verified", () => {
    fc.assert(
      fc.property(withoutAdmins, (history) => {
        for (const state of statesOf(history)) {
          expect(denialFor(state, "verified")).toMatch(
            /^(business_account_required|verification_(rejected|revoked|pending)|account_disabled)$/
          )
        }
      })
    )
  })

  it("admits exactly the enabled, verified businesses at level verified, and all of them at level business", () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const state of statesOf(history)) {
          const strict = denialFor(state, "verified")
          expect(strict === undefined).toBe(state.is_verified && state.account_type === "business" && !state.disabled_at)
          if (strict === undefined) {
            expect(denialFor(state, "business")).toBeUndefined()
          }
        }
      })
    )
  })

  it("denies disabled customers at every level", () => {
    fc.assert(
      fc.property(histories, fc.constantFrom(...LEVELS), (history, level) => {
        for (const state of statesOf(history)) {
          expect(denialFor({ ...state, disabled_at: at(0) }, level)).toBe("account_disabled")
        }
      })
    )
  })
})

describe("levelOf", () => {
  const clerk = { secretKey: "sk_test_1", authorizedParties: ["https://shop.example"] }

  it("reads the level of the plugin's features from the option access", () => {
    const options = parsePluginOptions({ clerk, access: { bulkOrders: "verified" } })
    expect(levelOf(options, BULK_ORDERS)).toBe("verified")
    expect(levelOf(options, QUOTES)).toBe("business")
    expect(levelOf(parsePluginOptions({ clerk, access: { quotes: "verified" } }), QUOTES)).toBe("verified")
  })

  it.each(["price_sheet", "bulkOrders", "__proto__", ""])("returns business for the merchant's own feature %p", (feature) => {
    expect(levelOf(parsePluginOptions({ clerk, access: { bulkOrders: "verified", quotes: "verified" } }), feature)).toBe("business")
  })
})
