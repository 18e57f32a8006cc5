import { stdnum } from "stdnum"
import { checkTaxId } from "../check-tax-id"

const check = (taxId: string) => checkTaxId(taxId, stdnum)

describe("the check of a tax ID's format", () => {
  it.each([
    ["DE136695976", "DE"],
    ["de 136 695 976", "DE"],
    ["DE-136.695.976", "DE"],
    ["ATU13585627", "AT"],
    ["FR40303265045", "FR"],
    ["NL004495445B01", "NL"],
    ["nl 0044.95445.b01", "NL"],
    ["IT00743110157", "IT"],
    ["ESB58378431", "ES"],
    ["BE0428759497", "BE"],
    ["PL8567346215", "PL"],
    ["DK13585628", "DK"],
    ["SE123456789701", "SE"],
    ["FI20774740", "FI"],
    ["EL094259216", "GR"],
    ["GR094259216", "GR"],
    ["CZ25123891", "CZ"],
    ["PT501964843", "PT"],
    ["LU15027442", "LU"],
    ["IE6433435F", "IE"],
    ["GB980780684", "GB"],
    ["XI980780684", "GB"],
    ["CHE-107.787.577", "CH"],
    ["HU12892312", "HU"],
    ["RO18547290", "RO"],
    ["SI50223054", "SI"],
    ["SK2022749619", "SK"],
    ["HR33392005961", "HR"],
    ["BG175074752", "BG"],
    ["EE100931558", "EE"],
    ["LV40003521600", "LV"],
    ["LT119511515", "LT"],
    ["MT11679112", "MT"],
    ["CY10259033P", "CY"],
    ["NO995525828MVA", "NO"],
  ])("finds %s valid in %s", (taxId, country) => {
    expect(check(taxId)).toEqual({ result: "valid", country })
  })

  it.each([["DE136695977"], ["DE13669597"], ["ATU13585628"], ["NL004495445B"], ["FR40303265044"]])("finds %s invalid", (taxId) => {
    expect(check(taxId)).toMatchObject({ result: "invalid" })
  })

  it.each([
    ["136695976"],
    ["12-3456789"],
    ["DE"],
    ["HRB 12345"],
    ["Oak Street 4"],
    ["please ask"],
    [""],
    ["株式会社"],
    ["US123456789"],
    ["__proto__"],
    ["constructor"],
  ])("does not know the country of %s", (taxId) => {
    expect(check(taxId)).toEqual({ result: "unknown" })
  })
})
