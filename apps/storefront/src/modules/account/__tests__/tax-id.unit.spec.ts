import { checkTaxId, countryOfTaxId } from "../application/tax-id"

describe("a tax id", () => {
  it.each([
    ["NL", "nl 0044.95445.b01", "NL004495445B01"],
    ["NL", "NL004495445B01", "NL004495445B01"],
    ["NL", "004495445B01", "NL004495445B01"],
    ["DE", "136 695 976", "DE136695976"],
    ["FR", "fr 40 303 265 045", "FR40303265045"],
    ["FR", "303265045", "303265045"],
    ["AT", "u12345675", "ATU12345675"],
    ["GR", "094259216", "EL094259216"],
    ["ES", "B-58378431", "ESB58378431"],
    ["GB", "GB 980 780 684", "GB980780684"],
    ["CH", "CHE-100.155.212 MWST", "CHE100155212MWST"],
    ["US", "12-3456789", "123456789"],
  ])("of %s typed as %s is kept as %s", async (country, typed, value) => {
    await expect(checkTaxId(country, typed)).resolves.toEqual({ state: "valid", value })
  })

  it("with a wrong check digit is doubtful, and kept", async () => {
    await expect(checkTaxId("DE", "DE123456789")).resolves.toEqual({ state: "doubtful", value: "DE123456789" })
  })

  it("of a country that nobody has described is not judged", async () => {
    await expect(checkTaxId("AQ", "12 34")).resolves.toEqual({ state: "unknown", value: "1234" })
  })

  it("may be missing", async () => {
    await expect(checkTaxId("DE", " ")).resolves.toEqual({ state: "empty", value: "" })
  })

  it.each([
    ["FR40303265045", "FR"],
    ["EL094259216", "GR"],
    ["CHE100155212", "CH"],
    ["123456789", ""],
    [null, ""],
  ])("%s names the country %s", (taxId, country) => {
    expect(countryOfTaxId(taxId)).toBe(country)
  })
})
