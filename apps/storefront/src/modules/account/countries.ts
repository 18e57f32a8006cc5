/** A country as a choice in a form. */
export type CountryOption = { code: string; name: string }

/** Regions that have a code and a name, and where nobody has their seat. */
const NOT_COUNTRIES = new Set(["AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "HM", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])

/**
 * Returns all countries in one language, sorted by their names. Runs on the server only: browsers know other names.
 *
 * @example
 * countryOptions("de")[0] // { code: "AF", name: "Afghanistan" }
 */
export const countryOptions = (locale: string): CountryOption[] => {
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" })
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NOT_COUNTRIES.has(code) && new Intl.Locale(`und-${code}`).region === code)
    .flatMap((code) => ({ code, name: names.of(code) ?? "" }))
    .filter(({ name }) => name !== "")
    .sort((one, other) => one.name.localeCompare(other.name, locale))
}
