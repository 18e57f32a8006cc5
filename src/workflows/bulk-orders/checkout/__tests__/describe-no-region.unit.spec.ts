import { describeNoRegion, type NamedRegion } from "../describe-no-region"

const region = (id: string, currency_code: string, codes: string[]): NamedRegion => ({
  id,
  currency_code,
  countries: codes.map((iso_2) => ({ iso_2 })),
})

const regions = [region("reg_1", "eur", ["gr", "de"]), region("reg_2", "gbp", ["gb"])]

describe("describeNoRegion", () => {
  it.each([
    ["fr", 'No region serves the country "fr". The shop serves: de, gb, gr.'],
    ["uk", 'No region serves the country "uk". Did you mean "gb" (the United Kingdom)? The shop serves: de, gb, gr.'],
    ["el", 'No region serves the country "el". Did you mean "gr" (Greece)? The shop serves: de, gb, gr.'],
  ])("lists the served countries if %s is not one of them", (country_code, message) => {
    expect(describeNoRegion({ country_code, selling: regions, serving: [] })).toBe(message)
  })

  it("never suggests a country that the shop does not serve", () => {
    expect(describeNoRegion({ country_code: "uk", selling: [regions[0]], serving: [] })).toBe(
      'No region serves the country "uk". The shop serves: de, gr.'
    )
  })

  it("lists the countries of the requested region", () => {
    expect(describeNoRegion({ country_code: "fr", region_id: "reg_1", selling: [regions[0]], serving: [] })).toBe(
      'The region does not serve the country "fr". It serves: de, gr.'
    )
  })

  it("asks for a region if several serve the country", () => {
    const both = [regions[0], region("reg_3", "usd", ["de"])]

    expect(describeNoRegion({ country_code: "de", selling: both, serving: both })).toBe(
      'Several regions serve the country "de". Send region_id, one of: reg_1 (EUR), reg_3 (USD).'
    )
  })

  it("names the requested currency", () => {
    expect(describeNoRegion({ country_code: "gb", currency_code: "eur", selling: [regions[0]], serving: [] })).toBe(
      'No region serves the country "gb" and sells in EUR. The shop serves: de, gr.'
    )
  })

  it("advises another address if the region comes from a quote", () => {
    expect(describeNoRegion({ country_code: "fr", region_id: "reg_1", is_quoted: true, selling: [regions[0]], serving: [] })).toMatch(
      /another address/
    )
  })

  it("says that no country is served if no region has one", () => {
    expect(describeNoRegion({ country_code: "de", selling: [], serving: [] })).toBe(
      'No region serves the country "de". No country is served.'
    )
  })
})
