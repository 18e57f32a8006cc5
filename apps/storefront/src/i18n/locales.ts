/** The languages that Cedar speaks. The first one is for visitors who read none of them. */
export const LOCALES = ["en", "de"] as const

export type Locale = (typeof LOCALES)[number]

/** The cookie with the language that the visitor has chosen. */
export const LOCALE_COOKIE = "cedar-locale"

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value)

/**
 * Returns the language for a visitor: the one they have chosen, or else the one that their browser likes best.
 *
 * @param chosen - value of the cookie
 * @param acceptLanguage - the browser's header
 * @example
 * localeOf(undefined, "fr-FR,de;q=0.8,en;q=0.5") // "de"
 */
export const localeOf = (chosen: string | undefined, acceptLanguage: string | null): Locale => {
  if (isLocale(chosen)) {
    return chosen
  }
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.trim().split(/\s*;\s*/)
      const quality = parameters.find((parameter) => parameter.startsWith("q="))
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality === undefined ? 1 : Number(quality.slice(2)) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
  return wanted.map(({ language }) => language).find(isLocale) ?? LOCALES[0]
}
