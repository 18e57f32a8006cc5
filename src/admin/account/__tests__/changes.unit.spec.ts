import { differences } from "../changes"

describe("the differences between two states of an application", () => {
  it("name each detail with both values", () => {
    expect(
      differences(
        { account_type: "business", company_name: "Cedar GmbH", tax_id: "DE136695976" },
        { account_type: "business", company_name: "Cedar AG", tax_id: null }
      )
    ).toEqual([
      { field: "company_name", before: "Cedar GmbH", after: "Cedar AG" },
      { field: "tax_id", before: "DE136695976", after: null },
    ])
  })

  it("treat a missing detail and an empty one alike", () => {
    expect(differences({ account_type: "business" }, { account_type: "business", tax_id: null, company_name: null })).toEqual([])
  })
})
