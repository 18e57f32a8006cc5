import type { ClerkMiddlewareAuth } from "@clerk/nextjs/server"
import type { NextFetchEvent, NextRequest } from "next/server.js"

type Answer = Response | null | undefined | void

/** A handler for `clerkMiddleware`. */
export type ProxyHandler = (auth: ClerkMiddlewareAuth, request: NextRequest, event: NextFetchEvent) => Answer | Promise<Answer>

/** Options of {@link withBusinessOnly}. */
export type WithBusinessOnlyOptions = {
  /** The pages for businesses. Includes everything below them: `["/quotes", "/quick-order"]`. */
  paths: string[]
  /** The page that individuals are redirected to, such as `"/apply"`. */
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
 */
export const withBusinessOnly =
  ({ paths, redirectTo, claim = accountTypeIn }: WithBusinessOnlyOptions, then?: ProxyHandler): ProxyHandler =>
  async (auth, request, event) => {
    const { pathname } = request.nextUrl
    const isBelow = (path: string): boolean => pathname === path || pathname.startsWith(`${path.replace(/\/$/, "")}/`)
    const target = new URL(redirectTo, request.url)
    if (paths.some(isBelow) && pathname !== target.pathname) {
      const { sessionClaims } = await auth()
      if (sessionClaims && claim({ ...sessionClaims }) === "individual") {
        // Clerk adds headers, which responses of Response.redirect() refuse.
        return new Response(null, { status: 307, headers: { location: target.href } })
      }
    }
    return then?.(auth, request, event)
  }

const accountTypeIn = (claims: Record<string, unknown>): unknown =>
  [claims, claims.metadata, claims.publicMetadata, claims.public_metadata]
    .map((from) => at(at(from, "customerRole"), "accountType"))
    .find((found) => found !== undefined)

const at = (value: unknown, key: string): unknown => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined)
