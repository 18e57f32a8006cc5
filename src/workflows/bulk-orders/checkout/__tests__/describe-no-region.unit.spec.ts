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
  ])("says what is served instead of %s", (country_code, message) => {
    expect(describeNoRegion({ country_code, selling: regions, serving: [] })).toBe(message)
  })

  it("suggests no country that is not served", () => {
    expect(describeNoRegion({ country_code: "uk", selling: [regions[0]], serving: [] })).toBe(
      'No region serves the country "uk". The shop serves: de, gr.'
    )
  })

  it("says what the region that was asked for serves", () => {
    expect(describeNoRegion({ country_code: "fr", region_id: "reg_1", selling: [regions[0]], serving: [] })).toBe(
      'The region does not serve the country "fr". It serves: de, gr.'
    )
  })

  it("asks for a region only where there are several to choose from", () => {
    const both = [regions[0], region("reg_3", "usd", ["de"])]

    expect(describeNoRegion({ country_code: "de", selling: both, serving: both })).toBe(
      'Several regions serve the country "de". Send region_id, one of: reg_1 (EUR), reg_3 (USD).'
    )
  })

  it("names the currency that is asked for", () => {
    expect(describeNoRegion({ country_code: "gb", currency_code: "eur", selling: [regions[0]], serving: [] })).toBe(
      'No region serves the country "gb" and sells in EUR. The shop serves: de, gr.'
    )
  })

  it("tells a quote's customer what they can do", () => {
    expect(describeNoRegion({ country_code: "fr", region_id: "reg_1", is_quoted: true, selling: [regions[0]], serving: [] })).toMatch(
      /another address/
    )
  })

  it("says so where no region has a country", () => {
    expect(describeNoRegion({ country_code: "de", selling: [], serving: [] })).toBe(
      'No region serves the country "de". No country is served.'
    )
  })
})
