import { clerkMiddleware } from "@clerk/nextjs/server"
import { type ProxyHandler, withBusinessOnly } from "medusa-customer-role-storefront/next"
import { NextResponse } from "next/server"
import { APPLICATION_PATH, BUSINESS_PATHS, isBelow, PATH_HEADER, SIGNED_IN_PATHS, signInUrl } from "@/lib/auth/paths"
import { contentSecurityPolicy } from "@/lib/content-security-policy"
import { clerkSettings } from "@/lib/settings"

/** The path of Clerk's own proxy, under which this site passes on what the browser says to Clerk. */
const CLERK_PROXY = "/__clerk"

/** Sends visitors who are not signed in to the sign-in, and gives every page its address and its nonce. */
const openPage: ProxyHandler = async (auth, request) => {
  const { pathname, search } = request.nextUrl
  if (isBelow(pathname, SIGNED_IN_PATHS) && !isAction(request) && !(await auth()).userId) {
    return NextResponse.redirect(new URL(signInUrl(pathname + search), request.url))
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy({ nonce, clerk: clerkOrigins(), isDevelopment: process.env.NODE_ENV === "development" })
  const headers = new Headers(request.headers)
  headers.set(PATH_HEADER, pathname + search)
  // Next.js and Clerk put the nonce that they find here on their scripts.
  headers.set("x-nonce", nonce)
  headers.set("content-security-policy", policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set("content-security-policy", policy)
  return response
}

/** Actions refuse by themselves whoever is signed out. A redirect would take the place of their answer, and of the form. */
const isAction = ({ method, headers }: Request): boolean => method === "POST" && headers.has("next-action")

export default clerkMiddleware(withBusinessOnly({ paths: BUSINESS_PATHS, redirectTo: APPLICATION_PATH }, openPage), () => {
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
