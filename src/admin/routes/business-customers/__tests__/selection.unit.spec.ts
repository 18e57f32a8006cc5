import type { ListedBusiness } from "../../../api/types"
import { pruneSelection, selectedRows } from "../list/selection"

const row = (customer_id: string, verification_status: ListedBusiness["verification_status"] = "pending"): ListedBusiness => ({
  id: `cmeta_${customer_id}`,
  customer_id,
  clerk_user_id: null,
  account_type: "business",
  company_name: "Cedar GmbH",
  tax_id: null,
  is_verified: verification_status === "verified",
  verification_status,
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
  created_at: "2026-11-22T10:00:00.000Z",
  updated_at: "2026-11-22T10:00:00.000Z",
  customer: null,
})

describe("the selection of applications", () => {
  it("counts only applications that the list shows and that still wait", () => {
    const rows = [row("cus_1"), row("cus_2", "verified"), row("cus_3")]
    const chosen = selectedRows({ cus_1: true, cus_2: true, cus_3: false, cus_9: true }, rows)
    expect(chosen.map(({ customer_id }) => customer_id)).toEqual(["cus_1"])
  })

  it("forgets an application that is decided, so that it does not come back ticked", () => {
    const once = pruneSelection({ cus_1: true, cus_2: true }, [row("cus_1", "verified"), row("cus_2")])
    expect(once).toEqual({ cus_2: true })
    expect(pruneSelection(once, [row("cus_1"), row("cus_2")])).toEqual({ cus_2: true })
  })

  it("forgets a customer who is gone", () => {
    expect(pruneSelection({ cus_1: true }, [])).toEqual({})
  })

  it("stays the same object if nothing changes, so that the table does not render for ever", () => {
    const selection = { cus_1: true }
    expect(pruneSelection(selection, [row("cus_1")])).toBe(selection)
  })
})
