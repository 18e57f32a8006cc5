import { type APIRequestContext, request } from "playwright-core"
import { arriveAt, signIn } from "./helpers/actions"
import { useBrowser } from "./helpers/browser"
import { newIndividual, type Person } from "./helpers/people"
import { runningStack } from "./setup/stack"

const browser = useBrowser()

/** Pages that only somebody who is signed in may see, under addresses that guards have been known to miss. */
const GUARDED = [
  "/dashboard",
  "/dashboard/",
  "/dashboard/orders/ACME.1",
  "/dashboard/quotes/Q-000001.pdf",
  "/dashboard/quotes?file=a.jpg",
  "/dashboard?f=a.jpg",
  "/dashboard/icon.svg",
  "/dashboard/robots.txt",
  "/dashboard/images/a.png",
  "/dashboard/%2e%2e/dashboard",
  "/dashboard//orders",
  "/dashboard/_next/static/a.js",
  "/account",
  "/account/profile",
  "/account/addresses.json",
  "/account/addresses?_rsc=1",
  "/%64ashboard",
  "//dashboard",
  "/En/dashboard",
]

/** The same in German, which has a prefix. */
const GUARDED_IN_GERMAN = [
  "/de/dashboard",
  "//de/dashboard",
  "/DE/dashboard",
  "/de//dashboard",
  "/en/de/account/orders",
  "/de/%64ashboard",
  "/de/account/quotes/quo_1/pdf",
  "/de/quotes/quo_1",
]

/** Addresses that nobody needs to guard: there is nothing, or what everybody may see. */
const HARMLESS = [
  "/icon.svg",
  "/robots.txt",
  "/favicon.ico",
  "/nothing.here",
  "/images/none.png",
  "/..%2f..%2fetc%2fpasswd",
  "/%00",
  "/%",
  "/api/none",
  "/api/dashboard",
  "/fr/dashboard",
  "/de/nothing.here",
  "/de/%",
  "/de%2Fdashboard",
  "/de/dashboard%2Forders",
  "/__clerk/dashboard",
]

/** Returns an address of the storefront as it stands, where a browser would take `//de` for another host. */
const exactly = (address: string): string => runningStack().storefrontUrl + address

let person: Person
/** Asks as a browser without pages does. */
let client: APIRequestContext

beforeAll(async () => {
  person = await newIndividual()
})
beforeEach(async () => {
  client = await request.newContext({ extraHTTPHeaders: { "accept-language": "en-US" } })
})
afterEach(() => client.dispose())

describe("addresses, for somebody who is not signed in", () => {
  it.each([
    ...GUARDED.map((address) => [address, "/sign-in"] as const),
    ...GUARDED_IN_GERMAN.map((address) => [address, "/de/sign-in"] as const),
  ])("%s leads to the sign-in at %s", async (address, signInPath) => {
    const answer = await client.get(exactly(address), { maxRedirects: 5 })
    expect(new URL(answer.url()).pathname).toBe(signInPath)
  })

  it.each(HARMLESS)("%s shows nothing of an account and is no error of the server", async (address) => {
    const answer = await client.get(exactly(address), { maxRedirects: 5 })
    expect(answer.status()).toBeLessThan(500)
    expect(/INK-\d{4}/.test(await answer.text())).toBe(false)
  })

  it.each(["//example.com", "/\\example.com", "https://example.com/", "/\t/example.com", "javascript:alert(1)"])(
    "a sign-in that is to lead to %s leads to the account",
    async (target) => {
      const { page } = await browser.visitor()
      await page.goto(`/sign-in?${new URLSearchParams({ redirect_url: target })}`)
      await signIn(page, person)
      await arriveAt(page, "/dashboard")
    }
  )
})

describe("the language of an address", () => {
  const pathAfter = async (german: APIRequestContext, path: string): Promise<string> =>
    new URL((await german.get(exactly(path))).url()).pathname

  it("is the browser's at a first visit, and the chosen one from then on", async () => {
    const german = await request.newContext({ extraHTTPHeaders: { "accept-language": "de-DE,de;q=0.9,en;q=0.8" } })
    expect(await pathAfter(german, "/search")).toBe("/de/search")
    expect(await pathAfter(german, "/en/search")).toBe("/search")
    expect(await pathAfter(german, "/search")).toBe("/search")
    expect(await pathAfter(german, "/de/search")).toBe("/de/search")
    expect(await pathAfter(german, "/search")).toBe("/de/search")
    await german.dispose()
  })

  it("is in the sitemap, which lists each page in both", async () => {
    const sitemap = await (await client.get(exactly("/sitemap.xml"))).text()
    for (const path of ["/search", "/products/tape-measure"]) {
      expect(sitemap).toContain(`<loc>${exactly(path)}</loc>`)
      expect(sitemap).toContain(`<loc>${exactly(`/de${path}`)}</loc>`)
      expect(sitemap).toContain(`hreflang="de" href="${exactly(`/de${path}`)}"`)
    }
  })
})
