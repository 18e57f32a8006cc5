import { getRewrittenUrl, unstable_doesMiddlewareMatch } from "next/experimental/testing/server"
import { type NextFetchEvent, NextRequest, NextResponse } from "next/server"
import proxy, { config } from "../proxy"

type Visitor = { userId: string | null; sessionClaims: object | null }
type Handler = (auth: () => Promise<Visitor>, request: NextRequest, event: NextFetchEvent) => Promise<Response>

const mockVisitor: Visitor = { userId: null, sessionClaims: null }

// Clerk's middleware is for the server of Next.js. What the proxy does with its answer is what counts here.
jest.mock("@clerk/nextjs/server", () => ({
  auth: jest.fn(),
  clerkMiddleware: (handler: Handler) => (request: NextRequest, event: NextFetchEvent) =>
    handler(() => Promise.resolve(mockVisitor), request, event),
}))

beforeEach(() => {
  process.env.NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY = `pk_test_${btoa("clerk.shop.test$")}`
  Object.assign(mockVisitor, { userId: null, sessionClaims: null })
})

const runsFor = (url: string): boolean => unstable_doesMiddlewareMatch({ config, url })

describe("the proxy, without which a page has no visitor and fails", () => {
  it.each([
    "/",
    "/dashboard",
    "/de/dashboard",
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

type Asked = { accepts?: string; cookie?: string; method?: string; headers?: Record<string, string> }

const ORIGIN = "http://shop.test"

const ask = async (address: string, { accepts = "en", cookie, method = "GET", headers }: Asked = {}): Promise<NextResponse> => {
  const request = new NextRequest(`${ORIGIN}${address}`, {
    method,
    headers: { "accept-language": accepts, ...(cookie && { cookie }), ...headers },
  })
  const answer: Response = await Reflect.apply(proxy, undefined, [request, {}])
  return new NextResponse(answer.body, answer)
}

/** Follows redirects as a browser does, and returns the page that is shown, and the address that it has then. */
const visit = async (address: string, asked?: Asked): Promise<{ address: string; page: string }> => {
  let at = address
  for (let redirects = 0; redirects < 5; redirects++) {
    const answer = await ask(at, asked)
    const location = answer.headers.get("location")
    if (location === null) {
      const page = getRewrittenUrl(answer) ?? `${ORIGIN}${at}`
      return { address: at, page: page.slice(ORIGIN.length) }
    }
    const url = new URL(location, ORIGIN)
    expect(url.origin).toBe(ORIGIN)
    at = url.pathname + url.search
  }
  throw new Error(`${address} leads round in circles.`)
}

describe("the language of a page", () => {
  it.each([
    ["/search?q=a", {}, "/search?q=a", "/en/search?q=a"],
    ["/de/search?q=a", {}, "/de/search?q=a", "/de/search?q=a"],
    ["/", { accepts: "de-DE,de;q=0.9,en;q=0.8" }, "/de", "/de"],
    ["/search?q=a", { accepts: "de" }, "/de/search?q=a", "/de/search?q=a"],
    ["/search", { accepts: "de", cookie: "cedar-locale=en" }, "/search", "/en/search"],
    ["/search", { accepts: "en", cookie: "cedar-locale=de" }, "/de/search", "/de/search"],
    ["/search", { accepts: "fr", cookie: "cedar-locale=fr" }, "/search", "/en/search"],
    ["/de/cart", { accepts: "en", cookie: "cedar-locale=en" }, "/de/cart", "/de/cart"],
    ["/en/cart?a=1", { cookie: "cedar-locale=en" }, "/cart?a=1", "/en/cart?a=1"],
    ["/DE/cart", {}, "/de/cart", "/de/cart"],
  ] satisfies [string, Asked, string, string][])("at %s with %j is that of %s", async (address, asked, shown, page) => {
    expect(await visit(address, asked)).toEqual({ address: shown, page })
  })

  it("is chosen by an address with a prefix, and a cookie keeps the choice", async () => {
    expect((await ask("/en/cart", { accepts: "de", cookie: "cedar-locale=de" })).headers.get("set-cookie")).toContain("cedar-locale=en")
    expect((await ask("/de/cart", { accepts: "en" })).headers.get("set-cookie")).toContain("cedar-locale=de")
  })

  it("stays that of the page which asks, in answers to an action", async () => {
    const action = { method: "POST", headers: { "next-action": "7f" }, cookie: "cedar-locale=de" }
    expect((await visit("/cart", action)).page).toBe("/en/cart")
  })

  it.each(["/api/sync-role", "/api/shop/store/products?q=a", "/robots.txt", "/sitemap.xml"])("is none at %s", async (address) => {
    const answer = await ask(address, { accepts: "de" })
    expect([answer.headers.get("location"), getRewrittenUrl(answer)]).toEqual([null, null])
  })
})

it.each(["/%", "/de/%", "/de/%C3%28"])("the address %s, which nobody can read, is the visitor's mistake", async (address) => {
  expect((await ask(address)).status).toBe(400)
})

/** Spellings of addresses that guards have been known to miss. Next.js itself joins slashes before, in most of them. */
const SPELLINGS = [
  "/dashboard",
  "/dashboard/",
  "/account/profile",
  "/account/quotes/new?sku=A",
  "/quick-order",
  "/de/dashboard",
  "/de/account/orders/order_1",
  "/de/quick-order/",
  "/DE/dashboard",
  "/En/dashboard",
  "/en/dashboard",
  "/en/de/dashboard",
  "//de/dashboard",
  "//dashboard",
  "/de//dashboard",
  "/de///account//profile",
  "/%64ashboard",
  "/d%65/%64ashboard",
  "/de/%61ccount/orders",
  "/de/dashboard%2Forders",
  "/de%2Fdashboard",
  "/de%2fdashboard",
  "/de%252Fdashboard",
  "/%2fde/dashboard",
  "/de/%2e/dashboard",
  "/de/%2E%2E/de/dashboard",
  "/de/\\dashboard",
  "/de/%5Cdashboard",
  "/de/%09/dashboard",
  "/de/dashboard;a=1",
  "/api/dashboard",
  "/api/shop/%2e%2e/%2e%2e/dashboard",
  "/__clerk/dashboard",
  "/_next/dashboard",
  "/fr/dashboard",
]

/** The pages of the account, as Next.js finds them in `src/app`. */
const ACCOUNT = /^\/[^/]+\/(dashboard|account|quick-order)(\/|\?|$)/

describe("pages of the account", () => {
  it.each(SPELLINGS)("are not shown at %s to somebody who is not signed in", async (address) => {
    const { page } = await visit(address)
    expect(page).not.toMatch(ACCOUNT)
    // Next.js decodes what it matches with a name in brackets, but never takes a slash out of it.
    expect(decodeURI(page)).not.toMatch(ACCOUNT)
  })

  it.each([
    ["/account/orders?page=2", "/sign-in?redirect_url=%2Faccount%2Forders%3Fpage%3D2"],
    ["/de/account/orders?page=2", "/de/sign-in?redirect_url=%2Faccount%2Forders%3Fpage%3D2"],
    ["/de/dashboard", "/de/sign-in"],
    ["/DE//dashboard", "/de/sign-in"],
  ])("lead from %s to the sign-in in the same language", async (address, shown) => {
    expect((await visit(address)).address).toBe(shown)
  })

  it("are shown in both languages to somebody who is signed in", async () => {
    Object.assign(mockVisitor, { userId: "user_1", sessionClaims: {} })
    expect([(await visit("/dashboard")).page, (await visit("/de/account/profile")).page]).toEqual(["/en/dashboard", "/de/account/profile"])
  })

  it.each([
    ["/quick-order", "/account/apply"],
    ["/de/quick-order", "/de/account/apply"],
    ["/DE/account/quotes/quo_1", "/de/account/apply"],
    ["/de/%71uick-order", "/de/account/apply"],
  ])("for businesses lead individuals from %s to the application at %s", async (address, shown) => {
    Object.assign(mockVisitor, { userId: "user_1", sessionClaims: { customerRole: { accountType: "individual" } } })
    expect((await visit(address)).address).toBe(shown)
  })

  it("answer actions by themselves, in both languages", async () => {
    const action = { method: "POST", headers: { "next-action": "7f" } }
    expect((await visit("/de/account/addresses", action)).page).toBe("/de/account/addresses")
  })
})
