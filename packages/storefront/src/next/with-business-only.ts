import type { ClerkMiddlewareAuth } from "@clerk/nextjs/server"
import type { NextFetchEvent, NextRequest } from "next/server.js"

type Answer = Response | null | undefined | void

/** A handler for `clerkMiddleware`. */
export type ProxyHandler = (auth: ClerkMiddlewareAuth, request: NextRequest, event: NextFetchEvent) => Answer | Promise<Answer>

/** Options of {@link withBusinessOnly}. */
export type WithBusinessOnlyOptions = {
  /**
   * The pages for businesses. Includes everything below them: `["/quotes", "/quick-order"]`. A name in brackets stands
   * for any segment: `"/[countryCode]/quotes"`.
   */
  paths: string[]
  /** The page that individuals are redirected to, such as `"/apply"` or `"/[countryCode]/account"`. */
  redirectTo: string
  /**
   * Returns the claim. @default `customerRole.accountType`, also below `metadata` and `publicMetadata`. Session tokens
   * contain it if Clerk customizes them with `{ "customerRole": "{{user.public_metadata.customerRole}}" }`
   */
  claim?: (claims: Record<string, unknown>) => unknown
}

/**
 * Redirects individuals away from pages for businesses before those render. For `clerkMiddleware` in `proxy.ts`.
 *
 * Reads a claim of the session token, which can be a minute old and is missing right after the sign-up. So it redirects
 * only if the claim says `individual`; the pages themselves decide with `requireBusiness`.
 *
 * @param then - your own handler, which runs if the visitor is not redirected
 *
 * @example
 * // src/proxy.ts
 * import { clerkMiddleware } from "@clerk/nextjs/server"
 * import { withBusinessOnly } from "medusa-customer-role-storefront/next"
 *
 * export default clerkMiddleware(withBusinessOnly({ paths: ["/quotes", "/quick-order"], redirectTo: "/apply" }))
 *
 * @example
 * // With a handler of your own, and a country in each path
 * withBusinessOnly({ paths: ["/[countryCode]/quotes"], redirectTo: "/[countryCode]/account" }, (_auth, request) =>
 *   chooseCountry(request)
 * )
 */
export const withBusinessOnly = (
  { paths, redirectTo, claim = accountTypeIn }: WithBusinessOnlyOptions,
  then?: ProxyHandler
): ProxyHandler => {
  const patterns = paths.map(patternOf)
  return async (auth, request, event) => {
    const { pathname } = request.nextUrl
    const match = patterns.map((pattern) => pattern.exec(pathname)).find((found) => found !== null)
    const target = new URL(fill(redirectTo, match?.groups), request.url)
    if (match && pathname !== target.pathname) {
      const { sessionClaims } = await auth()
      if (sessionClaims && claim({ ...sessionClaims }) === "individual") {
        // Clerk adds headers, which responses of Response.redirect() refuse.
        return new Response(null, { status: 307, headers: { location: target.href } })
      }
    }
    return then?.(auth, request, event)
  }
}

/** A name in brackets, as folders of Next.js have it. */
const BRACKETS = /\[(\w+)\]/

/** Returns the pattern of a page and everything below it. */
const patternOf = (path: string): RegExp => {
  const parts = path.split(BRACKETS).map((part, index) => (index % 2 === 0 ? escaped(part) : `(?<${part}>[^/]+)`))
  return new RegExp(`^${parts.join("").replace(/\/$/, "")}${path.endsWith("/") ? "/" : "(?:/|$)"}`)
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")

/** Puts the segments of the page in place of the names in brackets. */
const fill = (path: string, segments: Record<string, string> = {}): string =>
  path.replace(new RegExp(BRACKETS, "g"), (brackets, name) => segments[name] ?? brackets)

const accountTypeIn = (claims: Record<string, unknown>): unknown =>
  [claims, claims.metadata, claims.publicMetadata, claims.public_metadata]
    .map((from) => at(at(from, "customerRole"), "accountType"))
    .find((found) => found !== undefined)

const at = (value: unknown, key: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined)
