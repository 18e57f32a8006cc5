import type { Page } from "playwright-core"
import { arriveAt, openAs } from "./helpers/actions"
import { admin } from "./helpers/admin"
import { useBrowser } from "./helpers/browser"
import { changeEmailAtClerk } from "./helpers/clerk-browser"
import { demoUser, emailedCode, newBusiness, newIndividual, PASSWORD, unique } from "./helpers/people"
import { registerWithoutClerk, requestQuote } from "./helpers/store"
import { runningStack } from "./setup/stack"

const browser = useBrowser()

/** How long the storefront may take to look again whether the shop has decided. */
const DECISION_SHOWN_MS = 60_000

const badge = (page: Page, text: string) => page.getByRole("banner").getByText(text, { exact: true })

/** Marks the document, which a reload would replace. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(globalThis, { isSameDocument: true }))
const isMarked = (page: Page) => page.evaluate(() => "isSameDocument" in globalThis)

const fillCompany = async (page: Page, company: string, taxId: string) => {
  await page.getByRole("textbox", { name: "Company" }).fill(company)
  await page.getByRole("combobox", { name: "Country" }).selectOption({ label: "Germany" })
  await page.getByRole("textbox", { name: "VAT or tax ID" }).fill(taxId)
}

describe("a business", () => {
  it("signs up, waits, and gets its dashboard as soon as the shop verifies it, without a reload", async () => {
    const { page } = await browser.visitor()
    const company = `Lindner ${unique()} GmbH`
    const email = `mara.${unique()}@example.com`
    await page.goto("/")
    await page.getByRole("contentinfo").getByRole("link", { name: "Open a business account" }).click()
    await page.getByRole("heading", { name: "Open a business account" }).waitFor()
    await fillCompany(page, company, "DE136695976")
    await page.getByText("The format is right.").waitFor()
    await page.getByRole("textbox", { name: "Work e-mail" }).fill(email)
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD)
    await page.getByRole("button", { name: "Apply for a business account" }).click()
    await page.getByRole("heading", { name: "Confirm your e-mail" }).waitFor()
    await page.getByRole("textbox", { name: "Code" }).fill(await emailedCode(email))
    await arriveAt(page, "/dashboard")
    await badge(page, "Being checked").waitFor()
    await page.getByRole("main").getByText(company).first().waitFor()

    await mark(page)
    await admin.decide({ email }, { is_verified: true, note: "Welcome." })
    await badge(page, "Business").waitFor({ timeout: DECISION_SHOWN_MS })
    await page
      .getByRole("main")
      .getByRole("heading", { name: /orders/i })
      .first()
      .waitFor()
    expect(await isMarked(page)).toBe(true)
  }, 120_000)

  it("uses the code that the demo shows instead of sending it, also for another address if its own is taken at the shop", async () => {
    const { page, context } = await browser.visitor()
    const email = `jo.${unique()}@example.com`
    await page.goto("/sign-up?for=individual")
    await page.getByRole("textbox", { name: "E-mail" }).fill(email)
    await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD)
    await page.getByRole("button", { name: "Create account" }).click()
    await page.getByRole("button", { name: "Use it" }).click()
    await arriveAt(page, "/dashboard")
    await badge(page, "Individual").waitFor()
    await context.close()

    const visitor = await browser.visitor()
    visitor.expectMessage(/status of 409.*api\/sync-role/)
    const again = visitor.page
    // The shop cannot follow a customer to an address that is somebody else's there, and so they keep their own.
    const taken = `jo.${unique()}@example.com`
    await registerWithoutClerk(taken)
    await changeEmailAtClerk({ email }, taken)
    await openAs(again, await newIndividual(email))
    await again.getByRole("heading", { level: 1, name: "This e-mail address belongs to another sign-in" }).waitFor()
    const main = again.getByRole("main")
    await main.getByRole("textbox", { name: "New e-mail address" }).fill(`jo.${unique()}@example.com`)
    await main.getByRole("button", { name: "Send code" }).click()
    await main.getByRole("button", { name: "Use it" }).click()
    await badge(again, "Individual").waitFor()
    await again.getByRole("heading", { level: 1, name: "This e-mail address belongs to another sign-in" }).waitFor({ state: "hidden" })
  })

  it("is told of a doubtful tax ID and may send it, because only the shop decides", async () => {
    const { page } = await browser.visitor()
    await page.goto("/sign-up?for=business")
    await fillCompany(page, "Lindner GmbH", "DE136695977")
    await page.getByText("This does not look like a tax ID from Germany.").waitFor()
  })

  it("reads why it was rejected, corrects its tax ID and waits again", async () => {
    const { page } = await browser.visitor()
    const person = await newBusiness()
    await admin.decide(person, { is_verified: false, note: "The tax ID belongs to another company." })
    await openAs(page, person)
    await badge(page, "Not verified").waitFor()
    const main = page.getByRole("main")
    await main.getByText("The tax ID belongs to another company.").first().waitFor()
    await expect(main.getByRole("textbox", { name: "Company" }).inputValue()).resolves.toBe(person.company)
    await main.getByRole("combobox", { name: "Country" }).selectOption({ label: "Germany" })
    await main.getByRole("textbox", { name: "VAT or tax ID" }).fill("DE214836500")
    await main.getByRole("button", { name: /send/i }).click()
    await badge(page, "Being checked").waitFor()
    expect(await admin.application(person)).toMatchObject({ verification_status: "pending", tax_id: "DE214836500" })
  })

  it("sees on its next page that its verification has ended", async () => {
    const { page } = await browser.visitor()
    const person = await newBusiness()
    await admin.decide(person, { is_verified: true })
    await openAs(page, person)
    await badge(page, "Business").waitFor()
    await admin.decide(person, { is_verified: false, note: "The company was removed from the register." })
    await page.reload()
    await badge(page, "Verification ended").waitFor()
    await page.getByRole("main").getByText("The company was removed from the register.").first().waitFor()
  })
})

describe("an individual", () => {
  it("is refused what belongs to a business: by address, by the shop's API and by a server action", async () => {
    const [business, individual] = [await browser.visitor(), await browser.visitor()]
    await openAs(business.page, demoUser("verified"))
    await openAs(individual.page, await newIndividual())
    await badge(individual.page, "Individual").waitFor()

    const main = business.page.getByRole("main")
    const hrefs = await main.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))
    const theirs = hrefs.filter((href) => /^\/account\/(orders|quotes)\/\w+/.test(href))
    expect(theirs.some((href) => href.startsWith("/account/quotes/"))).toBe(true)
    for (const path of [...theirs, "/dashboard/quotes", "/dashboard/quick-order"]) {
      const answer = await individual.context.request.get(path)
      const isRefused = [403, 404].includes(answer.status()) || new URL(answer.url()).pathname === "/dashboard"
      expect({ path, isRefused }).toEqual({ path, isRefused: true })
    }

    const token = await individual.page.evaluate(() => globalThis.Clerk?.session?.getToken())
    expect(await requestQuote(token ?? "")).toMatchObject({ status: 403, code: "business_account_required" })

    const [action] = await Promise.all([
      business.page.waitForRequest((request) => request.headers()["next-action"] !== undefined),
      main.getByRole("button", { name: "Order again" }).first().click(),
    ])
    const { "next-action": id = "", "content-type": type = "", "next-router-state-tree": tree = "" } = action.headers()
    const replayed = await individual.context.request.post("/dashboard", {
      headers: { "next-action": id, "content-type": type, "next-router-state-tree": tree, origin: runningStack().storefrontUrl },
      data: action.postDataBuffer() ?? Buffer.alloc(0),
    })
    expect(await replayed.text()).toContain('"ok":false')
  })

  it("applies for a business account later, and keeps the account", async () => {
    const { page } = await browser.visitor()
    const person = await newIndividual()
    await openAs(page, person)
    await badge(page, "Individual").waitFor()
    const main = page.getByRole("main")
    await main
      .getByRole("link", { name: /business account|buying for a company/i })
      .first()
      .click()
    await fillCompany(page, `Lindner ${unique()} GmbH`, "DE136695976")
    await main.getByRole("button", { name: /apply|send/i }).click()
    await badge(page, "Being checked").waitFor()
    expect(await admin.application(person)).toMatchObject({ verification_status: "pending", customer: { email: person.email } })
  })
})
