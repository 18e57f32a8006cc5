import { possibleDecisions } from "../possible-decisions"

const business = { account_type: "business", deleted_at: null } as const

describe("the decisions about a customer", () => {
  it.each([
    ["pending", { canVerify: true, canReject: true }],
    ["verified", { canVerify: false, canReject: true }],
    ["rejected", { canVerify: true, canReject: false }],
    ["revoked", { canVerify: true, canReject: false }],
  ] as const)("follow from the status of a business that is %s", (verification_status, expected) => {
    expect(possibleDecisions({ ...business, verification_status })).toEqual(expected)
  })

  it("are none for an individual, and for a closed account", () => {
    const none = { canVerify: false, canReject: false }
    expect(possibleDecisions({ account_type: "individual", deleted_at: null, verification_status: "not_required" })).toEqual(none)
    expect(possibleDecisions({ ...business, deleted_at: "2026-11-01T08:00:00.000Z", verification_status: "pending" })).toEqual(none)
  })
})
