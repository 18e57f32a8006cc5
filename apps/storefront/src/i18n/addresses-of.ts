import { inLanguage, LOCALES } from "./locales"

/**
 * Returns the addresses of a page by language, for search engines.
 *
 * @param page - its path without a language, with the query
 * @example
 * addressesOf("https://shop.example", "/cart") // { en: "https://shop.example/cart", de: "https://shop.example/de/cart" }
 */
export const addressesOf = (origin: string, page: string): Record<string, string> =>
  Object.fromEntries(LOCALES.map((locale) => [locale, `${origin}${inLanguage(locale, page)}`]))
