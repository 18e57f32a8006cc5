/** What is known about a tax id from its form alone. Whether it belongs to the company is for the shop to find out. */
export type TaxIdCheck = {
  /** `unknown` is for countries whose tax ids nobody has described to us. */
  state: "empty" | "valid" | "doubtful" | "unknown"
  /** The one way to write this tax id, for example `NL004495445B01`. What was typed, if its form is not understood. */
  value: string
}

/** The countries whose VAT numbers begin with a prefix, and the names that their VAT numbers have in `stdnum`. */
const VAT: Readonly<Record<string, string>> = {
  AT: "uid",
  BE: "vat",
  BG: "vat",
  CY: "vat",
  CZ: "dic",
  DE: "vat",
  DK: "cvr",
  EE: "kmkr",
  ES: "nif",
  FI: "alv",
  FR: "tva",
  GB: "vat",
  GR: "vat",
  HR: "oib",
  HU: "anum",
  IE: "vat",
  IT: "iva",
  LT: "pvm",
  LU: "tva",
  LV: "pvn",
  MT: "vat",
  NL: "btw",
  PL: "nip",
  PT: "nif",
  RO: "cif",
  SE: "vat",
  SI: "ddv",
  SK: "dph",
}

/** The prefix of a country's VAT numbers is the country's code, but for Greece. */
const prefixOf = (country: string): string => (country === "GR" ? "EL" : country)

/** Removes what people put between the characters of a number. Letters stay: Dutch and French numbers have some. */
const squeeze = (typed: string): string => typed.toUpperCase().replace(/[\s.\-/·_\u2010-\u2015]/g, "")

/**
 * Checks the form of a tax id and returns the one way to write it, so that a number is the same however it was typed.
 * Loads the descriptions of all countries' numbers when it is first called.
 *
 * @param country - ISO 3166-1 alpha-2
 * @example
 * await checkTaxId("NL", "nl 0044.95445.b01") // { state: "valid", value: "NL004495445B01" }
 */
export const checkTaxId = async (country: string, typed: string): Promise<TaxIdCheck> => {
  const number = squeeze(typed)
  if (number === "") {
    return { state: "empty", value: "" }
  }
  const { entityValidators, stdnum } = await import("stdnum")
  const vat = stdnum[country]?.[VAT[country] ?? ""]
  if (vat) {
    const prefix = prefixOf(country)
    const result = vat.validate(number.startsWith(prefix) ? number.slice(prefix.length) : number)
    if (result.isValid) {
      return { state: "valid", value: prefix + result.compact }
    }
  }
  const others = entityValidators[country]
  if (!others) {
    return { state: "unknown", value: number }
  }
  const doubtful: TaxIdCheck = { state: "doubtful", value: number }
  const results = others.map((validator) => validator.validate(number))
  return results.flatMap((result): TaxIdCheck[] => (result.isValid ? [{ state: "valid", value: result.compact }] : []))[0] ?? doubtful
}

/**
 * Returns the country that a tax id names itself, to fill in a form with what was sent before.
 *
 * @example
 * countryOfTaxId("FR40303265045") // "FR"
 */
export const countryOfTaxId = (taxId: string | null): string => {
  const code = (taxId ?? "").slice(0, 2).toUpperCase()
  const country = code === "EL" ? "GR" : code
  return country in VAT || country === "CH" ? country : ""
}
