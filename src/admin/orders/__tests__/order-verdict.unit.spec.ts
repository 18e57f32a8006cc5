import type { OrderRecord } from "../../api/types"
import { colorOf, concernsBusiness, verdictOn } from "../order-verdict"

type Status = NonNullable<OrderRecord["customer_now"]>["verification_status"]

const STATUSES: Status[] = ["not_required", "pending", "verified", "rejected", "revoked"]

const business = (then: Status, now: Status, disabled = false): OrderRecord => ({
  purchase_order_number: null,
  company_name: "Cedar GmbH",
  tax_id: null,
  note: null,
  confirmed: true,
  placed_by: { customer_id: "cus_1", account_type: "business", verification_status: then, company_name: "Cedar GmbH", tax_id: null },
  customer_now: {
    account_type: now === "not_required" ? "individual" : "business",
    verification_status: now,
    company_name: "Cedar GmbH",
    tax_id: null,
    disabled,
  },
})

const colorFor = (record: OrderRecord) => colorOf(verdictOn(record))

describe("the verdict on who placed an order", () => {
  it("is green only for a business that was verified then and is now", () => {
    const green = STATUSES.flatMap((then) => STATUSES.filter((now) => colorFor(business(then, now)) === "green").map((now) => [then, now]))
    expect(green).toEqual([["verified", "verified"]])
  })

  it("is amber for a confirmed business that was not verified then, or is not now, and says which", () => {
    expect(STATUSES.map((now) => [colorFor(business("verified", now)), verdictOn(business("verified", now))])).toEqual([
      ["orange", "individual"],
      ["orange", "pending"],
      ["green", "verified"],
      ["orange", "rejected"],
      ["orange", "revoked"],
    ])
    expect(verdictOn(business("pending", "verified"))).toBe("verifiedSince")
    expect(colorFor(business("pending", "verified"))).toBe("orange")
  })

  it("is amber for a verified business whose account is disabled or deleted now", () => {
    const disabled = business("verified", "verified", true)
    const closed = { ...business("verified", "verified"), customer_now: null }
    expect([verdictOn(disabled), colorFor(disabled)]).toEqual(["disabled", "orange"])
    expect([verdictOn(closed), colorFor(closed)]).toEqual(["closed", "orange"])
  })

  it("is red without a confirmation, whatever the order states and whoever its customer is now", () => {
    const claimed = { ...business("verified", "verified"), confirmed: false }
    expect([verdictOn(claimed), colorFor(claimed)]).toEqual(["unconfirmed", "red"])
    expect(colorFor({ ...claimed, placed_by: null, customer_now: null })).toBe("red")
  })

  it("is unknown, in grey, for orders without a record", () => {
    const older = { ...business("verified", "verified"), confirmed: null, placed_by: null }
    expect([verdictOn(older), colorFor(older)]).toEqual(["unknown", "grey"])
  })
})

describe("an order concerns a business", () => {
  const individual: OrderRecord = {
    ...business("not_required", "not_required"),
    company_name: null,
    confirmed: false,
    placed_by: { customer_id: "cus_1", account_type: "individual", verification_status: "not_required", company_name: null, tax_id: null },
  }

  it("if it states a company, a tax ID or a purchase order, even of an individual", () => {
    expect(concernsBusiness(individual)).toBe(false)
    expect(concernsBusiness({ ...individual, company_name: "Cedar GmbH" })).toBe(true)
    expect(concernsBusiness({ ...individual, tax_id: "DE136695976" })).toBe(true)
    expect(concernsBusiness({ ...individual, purchase_order_number: "PO-1" })).toBe(true)
  })

  it("if a business placed it, or its customer is one now", () => {
    expect(concernsBusiness({ ...individual, placed_by: business("pending", "pending").placed_by })).toBe(true)
    expect(concernsBusiness({ ...individual, customer_now: business("pending", "pending").customer_now })).toBe(true)
  })
})
