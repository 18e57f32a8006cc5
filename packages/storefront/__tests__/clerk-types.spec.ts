import type { useAuth } from "@clerk/nextjs"
import type { auth, clerkMiddleware } from "@clerk/nextjs/server"
import type { Connection } from "../src/index.js"
import type { ProxyHandler } from "../src/next/index.js"
import type { RoleSyncProviderProps } from "../src/react/index.js"

/** Clerk values that the kit accepts, and kit values that Clerk accepts. In the browser, the kit's own types name none of Clerk's. */
type Handed = {
  "useAuth() to the provider": typeof useAuth extends RoleSyncProviderProps["useAuth"] ? true : false
  "getToken of useAuth() to the client": ReturnType<typeof useAuth>["getToken"] extends Connection["getToken"] ? true : false
  "getToken of auth() to the client": Awaited<ReturnType<typeof auth>>["getToken"] extends Connection["getToken"] ? true : false
  "the handler to clerkMiddleware()": typeof clerkMiddleware extends (handler: ProxyHandler) => unknown ? true : false
}

it.each<keyof Handed>([
  "useAuth() to the provider",
  "getToken of useAuth() to the client",
  "getToken of auth() to the client",
  "the handler to clerkMiddleware()",
])("Clerk's and the kit's types agree on %s", (what) => {
  const handed: Handed = {
    "useAuth() to the provider": true,
    "getToken of useAuth() to the client": true,
    "getToken of auth() to the client": true,
    "the handler to clerkMiddleware()": true,
  }
  expect(handed[what]).toBe(true)
})
