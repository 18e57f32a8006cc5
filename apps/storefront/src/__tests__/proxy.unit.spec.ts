import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server"
import { config } from "../proxy"

// Clerk's middleware is for the server of Next.js. Which addresses it runs for is what counts here.
jest.mock("@clerk/nextjs/server", () => ({ auth: jest.fn(), clerkMiddleware: jest.fn() }))

const runsFor = (url: string): boolean => unstable_doesMiddlewareMatch({ config, url })

describe("the proxy, without which a page has no visitor and fails", () => {
  it.each([
    "/",
    "/dashboard",
    "/orders/ACME.1",
    "/download?f=a.jpg",
    "/missing.png",
    "/account/orders/order.css",
    "/robots.txt",
    "/api/sync-role",
    "/__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js",
    "/_next/staticfile",
  ])("runs for %s", (url) => {
    expect(runsFor(url)).toBe(true)
  })

  it.each(["/_next/static/chunks/main.js", "/_next/image?url=a.png", "/icon.svg"])("lets %s past, which the build holds", (url) => {
    expect(runsFor(url)).toBe(false)
  })
})
