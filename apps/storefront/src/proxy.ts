import { clerkMiddleware } from "@clerk/nextjs/server"
import { type ProxyHandler, withBusinessOnly } from "medusa-customer-role-storefront/next"
import createMiddleware from "next-intl/middleware"
import { NextRequest, NextResponse } from "next/server"
import { inLanguage, withoutLanguage } from "@/i18n/locales"
import { routing } from "@/i18n/routing"
import { APPLICATION_PATH, BUSINESS_PATHS, hasNoLanguage, isBelow, PATH_HEADER, SIGNED_IN_PATHS, signInUrl } from "@/lib/auth/paths"
import { contentSecurityPolicy } from "@/lib/content-security-policy"
import { clerkSettings } from "@/lib/settings"

/** The path of Clerk's own proxy, under which this site passes on what the browser says to Clerk. */
const CLERK_PROXY = "/__clerk"

/** Leads from an address to the page in its language, or to the address that the page has in the visitor's language. */
const toPage = createMiddleware(routing)

/** The same for actions, whose answers stay in the language of the page that asks. */
const toPageOfAction = createMiddleware({ ...routing, localeDetection: false })

/** Sends visitors who are not signed in to the sign-in, and individuals away from pages for businesses. */
const guard = withBusinessOnly(
  { paths: BUSINESS_PATHS.map((path) => `/[locale]${path}`), redirectTo: `/[locale]${APPLICATION_PATH}` },
  async (auth, request) => {
    const { pathname, search } = request.nextUrl
    const [, first = "", page = ""] = /^\/([^/]*)(.*)/.exec(pathname) ?? []
    if (isBelow(page, SIGNED_IN_PATHS) && !isAction(request) && !(await auth()).userId) {
      const locale = routing.locales.find((one) => one === first) ?? routing.defaultLocale
      return NextResponse.redirect(new URL(inLanguage(locale, signInUrl(page + search)), request.url))
    }
    return null
  }
)

/** Chooses the page, asks the guard about it, and gives every page its address and its nonce. */
const openPage: ProxyHandler = async (auth, request, event) => {
  const { pathname, search } = request.nextUrl
  if (!isReadable(pathname)) {
    return new NextResponse(null, { status: 400 })
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy({ nonce, clerk: clerkOrigins(), isDevelopment: process.env.NODE_ENV === "development" })
  const headers = new Headers(request.headers)
  headers.set(PATH_HEADER, withoutLanguage(pathname) + search)
  // Next.js and Clerk put the nonce that they find here on their scripts.
  headers.set("x-nonce", nonce)
  headers.set("content-security-policy", policy)
  const choose = hasNoLanguage(pathname) ? goOn : isAction(request) ? toPageOfAction : toPage
  const answer = choose(new NextRequest(request.url, { method: request.method, headers }))
  if (answer.headers.has("location")) {
    return answer
  }
  // The guard looks at the page that is shown, however its address was written.
  const shown = new URL(answer.headers.get("x-middleware-rewrite") ?? request.url, request.url)
  const refusal = await guard(auth, new NextRequest(shown, { method: request.method, headers }), event)
  if (refusal) {
    return refusal
  }
  answer.headers.set("content-security-policy", policy)
  return answer
}

/** Next.js answers an address that it cannot decode, such as `/%`, with an error of the server. */
const isReadable = (pathname: string): boolean => {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

const goOn = ({ headers }: NextRequest): NextResponse => NextResponse.next({ request: { headers } })

/** Actions refuse by themselves whoever is signed out. A redirect would take the place of their answer, and of the form. */
const isAction = ({ method, headers }: Request): boolean => method === "POST" && headers.has("next-action")

export default clerkMiddleware(openPage, () => {
  const { jwtKey, authorizedParties, proxyUrl } = clerkSettings()
  return {
    jwtKey,
    authorizedParties,
    signInUrl: "/sign-in",
    signUpUrl: "/sign-up",
    ...(proxyUrl && { proxyUrl, frontendApiProxy: { enabled: true, path: CLERK_PROXY } }),
  }
})

/** The host in the publishable key is Clerk's Frontend API of this shop. */
const clerkOrigins = (): string[] => {
  const { publishableKey, proxyUrl } = clerkSettings()
  return proxyUrl ? [] : [`https://${atob(publishableKey.split("_")[2] ?? "").replace("$", "")}`]
}

// Addresses with a dot are pages too, such as /orders/ACME.1: only what the build holds goes past. What went past and was not
// there would be a page without Clerk, and fail.
export const config = { matcher: ["/((?!_next/static/|_next/image|icon\\.svg$).*)"] }
