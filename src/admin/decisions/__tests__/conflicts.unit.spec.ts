import type { Role } from "../../api/types"
import { type Conflict, getConflict, setConflict } from "../conflicts"

const seen: Role = {
  id: "role_1",
  customer_id: "cus_1",
  clerk_user_id: null,
  account_type: "business",
  company_name: "Cedar GmbH",
  tax_id: null,
  is_verified: false,
  verification_status: "pending",
  verification_note: null,
  internal_note: null,
  access: { bulk_orders: { allowed: true }, quotes: { allowed: true } },
  denied_at: null,
  verified_at: null,
  verified_by: null,
  waiting_since: null,
  disabled_at: null,
  deleted_at: null,
  clerk_updated_at: null,
  created_at: "2026-11-01T08:00:00.000Z",
  updated_at: "2026-11-01T08:00:00.000Z",
}

const conflict: Conflict = { verdict: { is_verified: false, note: "Another name.", internal_note: undefined }, seen, reason: "changed" }

describe("a refused decision", () => {
  const own = { adminId: "user_1", customerId: "cus_1" }

  afterEach(() => setConflict(own, undefined))

  it("waits for the admin who decided, at that customer alone", () => {
    setConflict(own, conflict)
    expect(getConflict(own)).toBe(conflict)
    expect(getConflict({ ...own, customerId: "cus_2" })).toBeUndefined()
  })

  it("is not shown to an admin who signs in after them", () => {
    setConflict(own, conflict)
    expect(getConflict({ ...own, adminId: "user_2" })).toBeUndefined()
    expect(getConflict({ ...own, adminId: undefined })).toBeUndefined()
  })

  it("is forgotten once it has been asked about again", () => {
    setConflict(own, conflict)
    setConflict(own, undefined)
    expect(getConflict(own)).toBeUndefined()
  })
})
