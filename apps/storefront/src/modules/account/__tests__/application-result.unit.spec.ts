import { applicationResultOf } from "../application/application-result"

describe("an application", () => {
  it.each([
    ["apply", "pending", "sent"],
    ["correct", "pending", "sent"],
    ["again", "pending", "sent"],
    ["change", "pending", "sent"],
    ["again", "rejected", "unchanged"],
    ["again", "revoked", "unchanged"],
    ["change", "verified", "stillVerified"],
    ["correct", "verified", "decided"],
    ["correct", "rejected", "unchanged"],
    ["apply", "unknown", "sentLater"],
    ["apply", "not_required", "notTaken"],
  ] as const)("to %s that leads to %s is %s", (occasion, status, result) => {
    expect(applicationResultOf(occasion, status)).toBe(result)
  })
})
