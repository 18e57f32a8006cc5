/** The languages that Cedar speaks. The first one is for visitors who read none of them, and has no prefix in addresses. */
export const LOCALES = ["en", "de"] as const

export type Locale = (typeof LOCALES)[number]

/** The cookie with the language that the visitor has chosen. */
export const LOCALE_COOKIE = "cedar-locale"

const PREFIX = new RegExp(`^/(?:${LOCALES.join("|")})(?=/|$)`, "i")

/**
 * Returns the path of a page without the language at its beginning. Pages, links and rules name paths so.
 *
 * @example
 * withoutLanguage("/de/cart") // "/cart"
 * withoutLanguage("/cart") // "/cart"
 */
export const withoutLanguage = (pathname: string): string => pathname.replace(PREFIX, "") || "/"

/**
 * Returns the address that a page has in a language. Links and the router of `navigation.ts` do this themselves; it is for
 * redirects, and for addresses that the browser opens anew.
 *
 * @example
 * inLanguage("de", "/cart?a=1") // "/de/cart?a=1"
 * inLanguage("en", "/cart?a=1") // "/cart?a=1"
 */
export const inLanguage = (locale: Locale, url: string): string => (locale === LOCALES[0] ? url : choosingLanguage(locale, url))

/**
 * Returns the address of a page with its language, also where that has no prefix of its own: whoever opens it has chosen this
 * language.
 *
 * @example
 * choosingLanguage("en", "/cart") // "/en/cart", which leads to "/cart"
 */
export const choosingLanguage = (locale: Locale, url: string): string => `/${locale}${url.replace(/^\/(?=$|[?#])/, "")}`
