import { describeAccount, toVerdict } from "../order-verdict"
import type { OrderRecord } from "../use-order-confirmation"

type Status = NonNullable<OrderRecord["customer_now"]>["verification_status"]

const business = (then: Status, now: Status, disabled = false): OrderRecord => ({
  confirmed: true,
  placed_by: { customer_id: "cus_1", account_type: "business", verification_status: then },
  customer_now: { account_type: now === "not_required" ? "individual" : "business", verification_status: now, disabled },
})

const verdictOn = (record: OrderRecord) => toVerdict({ state: "known", record })

describe("The verdict on who placed an order", () => {
  it("is green only for a business that was verified then and still is", () => {
    const statuses: Status[] = ["not_required", "pending", "verified", "rejected", "revoked"]
    const green = statuses.flatMap((then) =>
      statuses.filter((now) => verdictOn(business(then, now)).color === "green").map((now) => [then, now])
    )
    expect(green).toEqual([["verified", "verified"]])
    expect(verdictOn(business("verified", "verified", true))).toMatchObject({ color: "red", label: "Account disabled" })
  })

  it("distinguishes rejected, revoked and pending by colour", () => {
    const seen = (["pending", "rejected", "revoked"] as const).map((now) => verdictOn(business(now, now)))
    expect(seen.map(({ color, label }) => [color, label])).toEqual([
      ["orange", "Not verified"],
      ["red", "Rejected"],
      ["red", "Revoked"],
    ])
  })

  it("is unknown for orders without a record, whatever their metadata claims", () => {
    expect(verdictOn({ confirmed: null, placed_by: null, customer_now: null }).label).toBe("Unknown")
    expect(verdictOn({ ...business("verified", "verified"), confirmed: false })).toMatchObject({ color: "orange", label: "Not confirmed" })
    expect(toVerdict({ state: "failed" }).color).toBe("red")
  })

  it("describes an account in words", () => {
    expect(describeAccount({ account_type: "business", verification_status: "pending" })).toBe("Business, waiting for verification")
    expect(describeAccount({ account_type: "business", verification_status: "verified", disabled: true })).toBe(
      "Business, verified, disabled"
    )
    expect(describeAccount({ account_type: "individual", verification_status: "not_required" })).toBe("Individual")
    expect(describeAccount(null)).toBe("No business account")
  })
})
