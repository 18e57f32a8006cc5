import type { CustomerRole } from "medusa-customer-role-storefront"
import { roleStamp } from "../role-stamp"

const role: CustomerRole = {
  customer_id: "cus_1",
  clerk_user_id: "user_1",
  account_type: "business",
  company_name: "Cedar GmbH",
  tax_id: "DE136695976",
  company: null,
  is_verified: false,
  verification_status: "pending",
  verification_note: null,
  access: { bulk_orders: { allowed: false, code: "verification_pending" }, quotes: { allowed: true } },
  created_at: "2026-03-01T12:00:00Z",
  updated_at: "2026-03-01T12:00:00Z",
}

describe("the stamp of a role", () => {
  it.each<[string, Partial<CustomerRole>]>([
    ["decision", { verification_status: "verified", is_verified: true }],
    ["note", { verification_note: "Wrong tax ID." }],
    ["account", { customer_id: "cus_2" }],
    ["company", { company_name: "Lindner GmbH" }],
    ["access", { access: { ...role.access, bulk_orders: { allowed: true } } }],
  ])("differs with another %s", (_, change) => {
    expect(roleStamp({ ...role, ...change })).not.toBe(roleStamp(role))
  })

  it("stays the same when nothing that is shown changes", () => {
    expect(roleStamp({ ...role })).toBe(roleStamp(role))
  })
})
