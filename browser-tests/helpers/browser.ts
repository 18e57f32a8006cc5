import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { runningStack } from "../setup/stack"

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

/** What needs no machine: texts in addresses, and the pages inside Chromium that show a PDF in a frame. */
const WITHOUT_NETWORK = ["data:", "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/", "chrome://resources/"]

/** How long a page may take to show something, on a machine that does other work as well. */
const PATIENCE_MS = 15_000

/** A browser of one visitor, with cookies of its own. */
export type Visitor = {
  context: BrowserContext
  /** The first tab. */
  page: Page
  openTab(): Promise<Page>
  /** Expects a message on the console of this visitor's pages, such as one about a request that a test lets fail. */
  expectMessage(pattern: RegExp): void
}

export type BrowserHouse = {
  visitor(options?: BrowserContextOptions): Promise<Visitor>
}

/** The servers besides their own that the pages of a file's tests may ask. */
export type Servers = {
  /** Whether the pages may call Medusa themselves. @default false */
  asksBackend?: boolean
}

/**
 * Gives the tests of a file a Chromium. Each test fails if one of its pages asks another machine for something, throws an
 * error that no code catches, or writes an error to the console; React reports its hydration errors there.
 *
 * @param site - the address of the pages, by default the storefront's
 *
 * @example
 * const browser = useBrowser()
 * it("greets", async () => {
 *   const { page } = await browser.visitor()
 * })
 */
export function useBrowser(site: string = runningStack().storefrontUrl, { asksBackend = false }: Servers = {}): BrowserHouse {
  const ownServers = [site, ...(asksBackend ? [runningStack().backendUrl] : [])]
  let chromiumProcess: Browser | undefined
  const contexts: BrowserContext[] = []
  const foreignRequests: string[] = []
  const complaints: string[] = []

  beforeAll(async () => {
    chromiumProcess = await launchChromium()
  })
  afterAll(() => chromiumProcess?.close())

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    const seen = { foreignRequests: foreignRequests.splice(0), complaints: complaints.splice(0) }
    expect(seen).toEqual({ foreignRequests: [], complaints: [] })
  })

  return {
    async visitor(options = {}) {
      if (!chromiumProcess) {
        throw new Error("Call browser.visitor() in a test.")
      }
      const context = await chromiumProcess.newContext({ baseURL: site, locale: "en-US", ...options })
      contexts.push(context)
      context.setDefaultTimeout(PATIENCE_MS)
      const expected: RegExp[] = []
      const complain = (text: string) => {
        if (!expected.some((pattern) => pattern.test(text))) {
          complaints.push(text)
        }
      }
      context.on("request", (request) => {
        const url = request.url().replace(/^blob:/, "")
        const isLocal = WITHOUT_NETWORK.some((start) => url.startsWith(start))
        if (!isLocal && !ownServers.some((server) => url.startsWith(`${server}/`))) {
          foreignRequests.push(url)
        }
      })
      context.on("weberror", (webError) => complain(`${webError.page()?.url()}: ${String(webError.error())}`))
      context.on("console", (message) => {
        if (message.type() === "error") {
          complain(`${message.page()?.url()}: ${message.text()} (${message.location().url})`)
        }
      })
      return {
        context,
        page: await context.newPage(),
        openTab: () => context.newPage(),
        expectMessage: (pattern) => void expected.push(pattern),
      }
    },
  }
}

/** Starts Debian's Chromium, or the one that `CHROMIUM_PATH` names. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium", args: ARGUMENTS })
}
