import type { Route } from "playwright-core"
import { arriveAt, openAccountMenu, openAs, signIn } from "./helpers/actions"
import { withBackendDown } from "./helpers/backend"
import { useBrowser } from "./helpers/browser"
import { newBusiness, newIndividual, newVerifiedBusiness } from "./helpers/people"

const browser = useBrowser()

/** Clerk's script sends what it deletes as a POST to the session's own address at Clerk. */
const SIGN_OUT = /\/v1\/client\/sessions\?.*_method=DELETE/

const UNREACHABLE = "We cannot reach your account right now"

describe("while the backend is down", () => {
  it("the home page reads as ever to somebody who is not signed in", async () => {
    const { page } = await browser.visitor()
    await withBackendDown(async () => {
      const answer = await page.goto("/")
      expect(answer?.status()).toBe(200)
      await page.getByRole("heading", { level: 1 }).waitFor()
      expect(await page.getByText(UNREACHABLE).count()).toBe(0)
    })
  })

  it("a sign-in works, the page says that the account is out of reach, and recovers by itself", async () => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/status of 50\d/)
    const { page } = visitor
    const person = await newIndividual()
    await withBackendDown(async () => {
      await signIn(page, person)
      await page.getByText(UNREACHABLE).first().waitFor({ timeout: 45_000 })
      await page.goto("/")
      await page.getByRole("heading", { level: 1 }).waitFor()
    })
    await page.getByRole("banner").getByText("Individual", { exact: true }).waitFor({ timeout: 45_000 })
    await page.getByText(UNREACHABLE).first().waitFor({ state: "hidden" })
  }, 120_000)

  it("nobody gets onto a business page, which comes back by itself", async () => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/status of 50\d|server error|digest/i)
    const { page } = visitor
    const person = await newVerifiedBusiness()
    await openAs(page, person)
    await withBackendDown(async () => {
      await page.goto("/dashboard")
      await page.getByRole("heading", { level: 1 }).waitFor()
      await page.getByText("Nothing was lost. This page returns by itself as soon as the shop answers.").waitFor()
      expect(await page.getByRole("main").innerText()).not.toContain(person.company)
    })
    await page
      .getByRole("main")
      .getByText(person.company ?? "")
      .first()
      .waitFor({ timeout: 45_000 })
  }, 120_000)
})

describe("without a network", () => {
  it("the page stays, says so, and goes on when the network is back", async () => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
    const { page, context } = visitor
    // While an application is pending, the page looks again and again whether the shop has decided.
    await openAs(page, await newBusiness())
    await page.getByRole("banner").getByText("Being checked", { exact: true }).waitFor()
    await context.setOffline(true)
    await page.evaluate(() => window.dispatchEvent(new Event("focus")))
    await page.getByText("You are offline").waitFor({ timeout: 45_000 })
    await page.getByRole("heading", { name: /We are checking/ }).waitFor()
    await context.setOffline(false)
    await page.getByText("You are offline").waitFor({ state: "hidden" })
  }, 90_000)
})

describe("a sign-out", () => {
  it("that fails says that the customer is still signed in, and they are: without a network, without an answer, and refused", async () => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|status of 503/)
    const { page, context } = visitor
    const person = await newVerifiedBusiness()
    await openAs(page, person)
    const company = page.getByRole("main").getByText(person.company ?? "")
    await company.first().waitFor()
    const dialog = page.getByRole("dialog", { name: "You are still signed in" })
    const openMenu = () => openAccountMenu(page)
    const signOutByMenu = () => page.getByRole("menuitem", { name: "Sign out" }).click()
    const stay = () => dialog.getByRole("button", { name: "Close" }).click()

    await openMenu()
    await context.setOffline(true)
    await signOutByMenu()
    await dialog.waitFor()
    await context.setOffline(false)
    await stay()
    await page.reload()
    await company.first().waitFor()

    for (const fail of [(route: Route) => route.fulfill({ status: 503, json: { errors: [] } }), (route: Route) => route.abort()]) {
      await page.route(SIGN_OUT, fail)
      await openMenu()
      await signOutByMenu()
      await dialog.waitFor()
      expect(await page.getByRole("banner").getByRole("link", { name: "Sign in" }).count()).toBe(0)
      await page.unroute(SIGN_OUT)
      // What Clerk's script has forgotten comes back with the page.
      await Promise.all([page.waitForEvent("load"), stay()])
      await company.first().waitFor()
    }

    await page.route(SIGN_OUT, (route) => route.abort())
    await openMenu()
    await signOutByMenu()
    await dialog.waitFor()
    await page.unroute(SIGN_OUT)
    await dialog.getByRole("button", { name: "Try again" }).click()
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor()
    await arriveAt(page, "/")
  }, 120_000)
})

describe("without JavaScript", () => {
  it("the home page has its text, its links and its search", async () => {
    const { page } = await browser.visitor({ javaScriptEnabled: false })
    await page.goto("/")
    await page.getByRole("heading", { level: 1 }).waitFor()
    expect(await page.getByRole("main").getByRole("link").count()).toBeGreaterThan(2)
    await page.getByRole("searchbox").first().fill("gloves")
    await page.getByRole("searchbox").first().press("Enter")
    await page.getByText("gloves").first().waitFor()
  })

  it("the sign-in says that it needs JavaScript", async () => {
    const { page } = await browser.visitor({ javaScriptEnabled: false })
    await page.goto("/sign-in")
    // Playwright switches JavaScript off only after Chromium has decided not to draw this element.
    expect(await page.getByRole("main").locator("noscript").textContent()).toContain("Signing in needs JavaScript.")
  })
})
