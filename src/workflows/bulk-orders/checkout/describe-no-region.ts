/** Country codes of the European Union that differ from ISO 3166-1. */
const ISO_CODES: Record<string, { name: string; iso_2: string }> = {
  uk: { name: "the United Kingdom", iso_2: "gb" },
  el: { name: "Greece", iso_2: "gr" },
}

/** A region, as the message names it. */
export type NamedRegion = { id: string; currency_code: string; countries: ({ iso_2: string } | null)[] | null }

export type DescribeNoRegionInput = {
  country_code: string
  region_id?: string
  currency_code?: string
  /** Whether region and currency come from a quote rather than from the caller. */
  is_quoted?: boolean
  /** The regions to choose from, whatever the country. */
  selling: NamedRegion[]
  /** The regions among them that serve the country. */
  serving: NamedRegion[]
}

const countriesOf = (regions: NamedRegion[]): string[] =>
  [...new Set(regions.flatMap(({ countries }) => countries ?? []).flatMap((country) => country?.iso_2 ?? []))].sort()

/**
 * Returns the message for an address without a region: which countries are served, or which regions there are to choose from.
 * Suggests a country for a wrong code such as `uk`, but never assumes it.
 *
 * @example
 * describeNoRegion({ country_code: "uk", selling, serving: [] })
 * // 'No region serves the country "uk". Did you mean "gb" (the United Kingdom)? The shop serves: de, gb.'
 */
export const describeNoRegion = ({
  country_code,
  region_id,
  currency_code,
  is_quoted,
  selling,
  serving,
}: DescribeNoRegionInput): string => {
  if (is_quoted && region_id !== undefined) {
    return `The region of the quote does not serve the country "${country_code}". Send another address, or ask for a new quote.`
  }
  const currency = currency_code === undefined ? "" : ` and sells in ${currency_code.toUpperCase()}`
  if (serving.length > 1) {
    const choices = serving.map((region) => `${region.id} (${region.currency_code.toUpperCase()})`).sort()
    return `Several regions serve the country "${country_code}". Send region_id, one of: ${choices.join(", ")}.`
  }
  const served = countriesOf(selling)
  return [
    region_id === undefined
      ? `No region serves the country "${country_code}"${currency}.`
      : `The region does not serve the country "${country_code}".`,
    ...hintOf(country_code, served),
    served.length > 0 ? `${region_id === undefined ? "The shop" : "It"} serves: ${served.join(", ")}.` : "No country is served.",
  ].join(" ")
}

const hintOf = (country_code: string, served: string[]): string[] => {
  const meant = ISO_CODES[country_code]
  return meant && served.includes(meant.iso_2) ? [`Did you mean "${meant.iso_2}" (${meant.name})?`] : []
}
