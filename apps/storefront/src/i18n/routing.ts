import { defineRouting } from "next-intl/routing"
import { LOCALE_COOKIE, LOCALES } from "./locales"

const ONE_YEAR = 31_536_000

/**
 * The language of a page is in its address: `/cart` is English, `/de/cart` is German. At an address without one, the cookie
 * decides, and at a first visit the browser.
 */
export const routing = defineRouting({
  locales: LOCALES,
  defaultLocale: LOCALES[0],
  localePrefix: "as-needed",
  // The layout names them in the head of each page, with the query, which decides about the page as well.
  alternateLinks: false,
  localeCookie: { name: LOCALE_COOKIE, maxAge: ONE_YEAR, sameSite: "lax" },
})
