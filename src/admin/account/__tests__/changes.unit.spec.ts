import type { HistoryEntry, StoredState } from "../../api/types"
import { changesSinceDecision, differences } from "../changes"

const entry = (type: string, after: StoredState): HistoryEntry => ({
  id: `crevt_${type}`,
  type,
  actor_type: "admin",
  actor_id: "user_ada",
  actor_name: "Ada Lovelace",
  impersonator_id: null,
  before: null,
  after,
  note: null,
  created_at: "2026-11-22T10:00:00.000Z",
})

const cedar: StoredState = { account_type: "business", company_name: "Cedar GmbH", tax_id: "DE136695976" }

describe("what changed since the last decision", () => {
  it("is nothing before the first decision", () => {
    expect(changesSinceDecision([entry("created", { ...cedar, tax_id: null }), entry("pending", cedar)], cedar)).toEqual([])
  })

  it("names each detail with the value that was decided about", () => {
    const history = [entry("pending", cedar), entry("verified", cedar), entry("pending", { ...cedar, company_name: "Cedar AG" })]
    expect(changesSinceDecision(history, { ...cedar, company_name: "Cedar AG", tax_id: null })).toEqual([
      { field: "company_name", before: "Cedar GmbH" },
      { field: "tax_id", before: "DE136695976" },
    ])
  })

  it("compares with the last decision, not with an earlier one", () => {
    const history = [entry("verified", { ...cedar, company_name: "Cedar Ltd" }), entry("rejected", cedar)]
    expect(changesSinceDecision(history, cedar)).toEqual([])
  })

  it("does not report a detail that came back to what was decided about", () => {
    const history = [entry("verified", cedar), entry("details_changed", { ...cedar, tax_id: null }), entry("details_changed", cedar)]
    expect(changesSinceDecision(history, cedar)).toEqual([])
  })
})

describe("the differences between two states", () => {
  it("treat a missing detail and an empty one alike", () => {
    expect(differences({ account_type: "business" }, { account_type: "business", tax_id: null, company_name: null })).toEqual([])
  })
})
