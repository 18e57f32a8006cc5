import type { Clerk as ClerkJs } from "@clerk/clerk-js"
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"

declare global {
  /** What clerk-js puts on the page. */
  var Clerk: ClerkJs
}

/** A shopper's browser, with cookies of its own. */
export type Shopper = {
  context: BrowserContext
  /** A further tab of the shop with Clerk loaded. */
  openTab(): Promise<Page>
}

export type Chromium = {
  shopper(origin: string): Promise<Shopper>
  /** Every request of every shopper. */
  requestedUrls(): string[]
  /** Exceptions that no code of a page caught. */
  pageErrors(): string[]
  close(): Promise<void>
}

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium resolves no host but this machine.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

/** Starts Debian's Chromium, or the one that `CHROMIUM_PATH` names. */
export async function startChromium(): Promise<Chromium> {
  const browser: Browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: ARGUMENTS })
  const urls: string[] = []
  const errors: string[] = []
  return {
    async shopper(origin) {
      const context = await browser.newContext({ baseURL: origin, locale: "en-US" })
      context.on("request", (request) => urls.push(request.url()))
      context.on("weberror", (webError) => errors.push(String(webError.error())))
      return {
        context,
        async openTab() {
          const page = await context.newPage()
          await page.goto("/")
          await page.evaluate(() => globalThis.Clerk.load({ telemetry: false }))
          return page
        },
      }
    },
    requestedUrls: () => urls,
    pageErrors: () => errors,
    close: () => browser.close(),
  }
}

/** Who is signed in on this page. */
export const userIdOn = (page: Page): Promise<string | undefined> => page.evaluate(() => globalThis.Clerk.user?.id)

/** The session token that the page would send to the shop. */
export async function tokenOn(page: Page): Promise<string> {
  return (await page.evaluate(() => globalThis.Clerk.session?.getToken())) ?? ""
}

/** Waits until the page is what it should be. */
export async function waitUntil(what: string, isSo: () => Promise<boolean>, seconds = 15): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (!(await isSo())) {
    if (Date.now() > end) {
      throw new Error(`It did not come about within ${seconds} s that ${what}.`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
