import { withoutLanguage } from "@/i18n/locales"

/** Where visitors get after a sign-in or a sign-up that leads nowhere else. */
export const HOME_OF_ACCOUNT = "/dashboard"

/** The request header in which `proxy.ts` tells pages their own address without its language, which Next.js does not. */
export const PATH_HEADER = "x-cedar-path"

/** Pages for visitors who are signed in, with everything below them. */
export const SIGNED_IN_PATHS = ["/dashboard", "/account", "/quick-order"]

/** Pages for businesses, with everything below them. Each of them asks the shop as well. */
export const BUSINESS_PATHS = ["/account/quotes", "/quick-order"]

/** Where individuals get instead, to apply for a business account. */
export const APPLICATION_PATH = "/account/apply"

/** The sign-up for a company. */
export const BUSINESS_SIGN_UP = "/sign-up?for=business"

/** The sign-up for oneself. */
export const INDIVIDUAL_SIGN_UP = "/sign-up?for=individual"

/** What is no page, and has no language: routes for programs, and files for robots. */
const WITHOUT_LANGUAGE = /^\/(?:api\/sync-role$|api\/shop\/|robots\.txt$|sitemap\.xml$)/

/** Tells whether a path has no language. Whatever is not known to have none is a page, so that no page is reached without. */
export const hasNoLanguage = (pathname: string): boolean => WITHOUT_LANGUAGE.test(pathname)

const PLACEHOLDER = "http://cedar.invalid"

/**
 * Returns a target of a redirect, without its language, if it is a page of this site other than the sign-in, and the account
 * otherwise. What stands in the address of a page may come from anybody.
 *
 * @example
 * safeTarget("/dashboard/orders?page=2") // "/dashboard/orders?page=2"
 * safeTarget("/de/dashboard/orders") // "/dashboard/orders"
 * safeTarget("//example.com") // "/dashboard"
 */
export const safeTarget = (target: string | string[] | null | undefined): string => {
  if (typeof target !== "string" || !/^\/(?![/\\])/.test(target)) {
    return HOME_OF_ACCOUNT
  }
  // Browsers drop tabs and line breaks, and read a backslash as a slash: `/\t/example.com` leads to another site.
  const url = URL.canParse(target, PLACEHOLDER) ? new URL(target, PLACEHOLDER) : undefined
  const path = withoutLanguage(url?.pathname ?? "/")
  if (url?.origin !== PLACEHOLDER || path.startsWith("//") || /^\/(sign-(in|up)|api|__clerk)(\/|$)/i.test(path)) {
    return HOME_OF_ACCOUNT
  }
  return `${path}${url.search}${url.hash}`
}

const withTarget = (page: string, target: string | string[] | null | undefined): string => {
  const safe = safeTarget(target)
  return safe === HOME_OF_ACCOUNT ? page : `${page}?${new URLSearchParams({ redirect_url: safe })}`
}

/** Returns the address of the sign-in, which leads to a page of this site afterwards. */
export const signInUrl = (target?: string | string[] | null): string => withTarget("/sign-in", target)

/** Returns the address of the sign-up, which leads to a page of this site afterwards. */
export const signUpUrl = (target?: string | string[] | null): string => withTarget("/sign-up", target)

/** Tells whether a path is one of some pages or below one of them. */
export const isBelow = (pathname: string, pages: readonly string[]): boolean =>
  pages.some((page) => pathname === page || pathname.startsWith(`${page}/`))
