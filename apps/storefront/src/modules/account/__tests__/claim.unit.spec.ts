import { claimOf, countryOfClaim } from "../application/claim"

describe("an application for Clerk", () => {
  it("has the company, the tax id in its one form, and the country", async () => {
    await expect(claimOf({ company: "Lindner GmbH", country: "NL", taxId: "nl 0044.95445.b01" })).resolves.toEqual({
      accountType: "business",
      company: "Lindner GmbH",
      tax_id: "NL004495445B01",
      country: "NL",
    })
  })

  it("keeps the country without a tax id", async () => {
    const claim = await claimOf({ company: "Lindner GmbH", country: "AT", taxId: "" })
    expect(claim.tax_id).toBe("")
    expect(countryOfClaim(claim)).toBe("AT")
  })

  it.each([undefined, null, "AT", {}, { country: 1 }, { country: "at" }, { country: "AUT" }, { country: "<script>" }])(
    "has no country in %j",
    (metadata) => {
      expect(countryOfClaim(metadata)).toBe("")
    }
  )
})
