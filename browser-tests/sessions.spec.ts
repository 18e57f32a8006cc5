import type { Cookie, Page } from "playwright-core"
import { arriveAt, openAs, pathOf, signIn, signOut } from "./helpers/actions"
import { useBrowser } from "./helpers/browser"
import { ban, newIndividual, newVerifiedBusiness } from "./helpers/people"
import { runningStack } from "./setup/stack"

const browser = useBrowser()

const DASHBOARD = "/dashboard"

declare global {
  /** What {@link collectTexts} puts on the page. */
  var keepText: (text: string) => Promise<void>
}

/** Collects every text that a page paints from now on, also for a moment, over all its documents. */
const collectTexts = async (page: Page): Promise<() => string> => {
  const texts = new Set<string>()
  await page.exposeFunction("keepText", (text: string) => void texts.add(text))
  await page.addInitScript(() => {
    let last = ""
    const look = () => {
      const text = document.body?.innerText ?? ""
      if (text !== last) {
        last = text
        void globalThis.keepText(text)
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  return () => [...texts].join("\n")
}

const settled = (page: Page) => page.waitForLoadState("networkidle")

describe("several tabs", () => {
  it("show in one tab that the visitor has signed out in another", async () => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/status of 401.*api\/sync-role/)
    const { page, openTab } = visitor
    const person = await newVerifiedBusiness()
    await openAs(page, person)
    await page
      .getByText(person.company ?? "")
      .first()
      .waitFor()
    const other = await openTab()
    await other.goto("/")
    await signOut(other)
    await page.bringToFront()
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor()
    expect(await page.getByText(person.company ?? "").count()).toBe(0)
  })

  it("show in one tab that the visitor has signed in in another", async () => {
    const { page, openTab } = await browser.visitor()
    await page.goto("/")
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor()
    const other = await openTab()
    await signIn(other, await newIndividual())
    await page.bringToFront()
    // Without a window, Chromium has no focus to give.
    await page.evaluate(() => window.dispatchEvent(new Event("focus")))
    await page.getByRole("banner").getByRole("button", { name: "Your account" }).waitFor()
  })

  it("never show the second account anything of the first", async () => {
    const { page } = await browser.visitor()
    const [first, second] = await Promise.all([newVerifiedBusiness(), newIndividual()])
    await openAs(page, first)
    await page
      .getByText(first.company ?? "")
      .first()
      .waitFor()
    await page.goto("/account/profile")
    await page.goto(DASHBOARD)
    await signOut(page)
    const paintedTexts = await collectTexts(page)
    await signIn(page, second)
    await page.getByRole("banner").getByText("Individual").waitFor()
    await page.goto("/account/profile")
    await settled(page)
    await page.goBack()
    await settled(page)
    const painted = paintedTexts()
    for (const text of [first.company, first.firstName, first.email]) {
      expect(painted).not.toContain(text)
    }
  })
})

describe("after a sign-out", () => {
  it("Back paints nothing of the account", async () => {
    const { page } = await browser.visitor()
    const person = await newVerifiedBusiness()
    await openAs(page, person)
    await page
      .getByText(person.company ?? "")
      .first()
      .waitFor()
    await page.goto("/account/profile")
    await settled(page)
    await signOut(page)
    const paintedTexts = await collectTexts(page)
    await page.goto("/")
    for (let step = 0; step < 3; step++) {
      await page.goBack().catch(() => null)
      await settled(page)
      const painted = paintedTexts()
      expect(painted).not.toContain(person.company)
      expect(painted).not.toContain(person.email)
      expect(pathOf(page)).not.toMatch(/^\/(dashboard|account)/)
    }
  })

  it("a sign-in leads back to the page that was asked for", async () => {
    const { page } = await browser.visitor()
    await page.goto("/account/profile")
    await arriveAt(page, "/sign-in")
    await signIn(page, await newIndividual())
    await arriveAt(page, "/account/profile")
  })
})

describe("a session", () => {
  it("survives a reload of any page, without a visit to the sign-in", async () => {
    const { page } = await browser.visitor()
    await openAs(page, await newVerifiedBusiness())
    const visited: string[] = []
    page.on("framenavigated", (frame) => frame === page.mainFrame() && visited.push(new URL(frame.url()).pathname))
    for (const path of [DASHBOARD, "/account/profile", "/account/addresses", "/"]) {
      await page.goto(path)
      await page.reload()
      await settled(page)
      expect(pathOf(page)).toBe(path)
    }
    expect(visited.filter((path) => path.startsWith("/sign-in"))).toEqual([])
  })

  it("makes the sign-in and the sign-up lead to the account", async () => {
    const { page } = await browser.visitor()
    await openAs(page, await newIndividual())
    for (const path of ["/sign-in", "/sign-up"]) {
      await page.goto(path)
      await arriveAt(page, DASHBOARD)
    }
    // An individual who wants to open a business account applies from the account that they have.
    await page.goto("/sign-up?for=business")
    await arriveAt(page, "/account/apply")
  })

  it("ends where the account is banned", async () => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/status of 40[13]/)
    const { page } = visitor
    const person = await newVerifiedBusiness()
    await openAs(page, person)
    await page
      .getByText(person.company ?? "")
      .first()
      .waitFor()
    await ban(person)
    await page.goto(DASHBOARD)
    await page
      .getByText(/disabled|Sign in/)
      .first()
      .waitFor()
    await settled(page)
    expect(await page.getByRole("main").innerText()).not.toContain("INK-")
  })
})

describe("cookies that are broken", () => {
  const host = new URL(runningStack().storefrontUrl).hostname
  const cookie = (name: string, value: string, path = "/"): Pick<Cookie, "name" | "value" | "domain" | "path"> => ({
    name,
    value,
    domain: host,
    path,
  })
  const STALE = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEiLCJleHAiOjE3MDAwMDAwMDAsImlhdCI6MTY5OTk5OTk0MH0.c2lnbmF0dXJl"

  it.each([
    ["no session beside a sign of one", [cookie("__client_uat", "1700000000")]],
    ["a session token that is none", [cookie("__session", "nonsense"), cookie("__client_uat", "1700000000")]],
    ["a session token that has expired", [cookie("__session", STALE), cookie("__client_uat", "1700000000")]],
    ["two signs that contradict each other", [cookie("__client_uat", "0"), cookie("__client_uat_abcd1234", "1700000000")]],
    [
      "the same cookie for two paths",
      [cookie("__session", STALE), cookie("__session", "other", "/dashboard"), cookie("__client_uat", "1")],
    ],
    ["an unknown browser", [cookie("__clerk_db_jwt", "dvb_unknown"), cookie("__client_uat", "1700000000")]],
  ])("lead to a page within three redirects: %s", async (_, cookies) => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/status of 40[01]/)
    await visitor.context.addCookies(cookies)
    const { page } = visitor
    const redirects: string[] = []
    page.on("response", (response) => {
      if (response.request().isNavigationRequest() && response.status() >= 300 && response.status() < 400) {
        redirects.push(response.url())
      }
    })
    const answer = await page.goto("/")
    await settled(page)
    expect(answer?.status()).toBe(200)
    expect(redirects.length).toBeLessThanOrEqual(3)
    expect(pathOf(page)).toBe("/")
    await page.goto(DASHBOARD)
    await settled(page)
    expect(pathOf(page)).toBe("/sign-in")
  })
})
