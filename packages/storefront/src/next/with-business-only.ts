import type { ClerkMiddlewareAuth } from "@clerk/nextjs/server"
import type { NextFetchEvent, NextRequest } from "next/server.js"

type Answer = Response | null | undefined | void

/** What `clerkMiddleware` takes. */
export type ProxyHandler = (auth: ClerkMiddlewareAuth, request: NextRequest, event: NextFetchEvent) => Answer | Promise<Answer>

/** What {@link withBusinessOnly} takes. */
export type WithBusinessOnlyOptions = {
  /** The pages that are for businesses, with all below them: `["/quotes", "/quick-order"]`. */
  paths: string[]
  /** Where individuals are sent, such as `"/apply"`. */
  redirectTo: string
  /**
   * Where the claim stands. @default `customerRole.accountType`, also below `metadata` and `publicMetadata`, as a session token
   * has them that was made with `{ "customerRole": "{{user.public_metadata.customerRole}}" }` at Clerk
   */
  claim?: (claims: Record<string, unknown>) => unknown
}

/**
 * Sends individuals away from pages for businesses before these are rendered. For `clerkMiddleware` in `proxy.ts`.
 *
 * It goes by a claim of the session token, which can be a minute old and is missing right after the sign-up. So it redirects only
 * where the claim is there and says `individual`; the pages decide, by `requireBusiness`.
 *
 * @param then - a handler of your own, which runs if the visitor is not redirected
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
        // Not Response.redirect(): Clerk adds headers to it.
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
