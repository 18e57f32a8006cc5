import type { Page } from "playwright-core"
import { useBrowser } from "./helpers/browser"
import { newIndividual, newVerifiedBusiness, PASSWORD, type Person } from "./helpers/people"
import { startViteStorefront, type ViteStorefront } from "./helpers/vite-storefront"
import { runningStack } from "./setup/stack"

/* The kit without Next.js: React 18, Vite and @clerk/react, whose pages call Medusa themselves. */

const SYNC = "/store/customers/sync-role"

const browser = useBrowser(runningStack().otherStorefrontUrl, { asksBackend: true })
let storefront: ViteStorefront

beforeAll(async () => {
  storefront = await startViteStorefront()
})
afterAll(() => storefront?.close())

const signIn = async (page: Page, { email }: Person): Promise<void> => {
  await page.goto("/")
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(PASSWORD)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.getByRole("status", { name: "Role" }).filter({ hasText: "," }).waitFor()
}

const requestQuote = async (page: Page, sku: string): Promise<string> => {
  await page.getByLabel("SKU").fill(sku)
  await page.getByLabel("Quantity").fill("500")
  await page.getByRole("button", { name: "Request a quote" }).click()
  const outcome = page.getByRole("status", { name: "Outcome" }).filter({ hasText: /./ })
  return outcome.innerText()
}

describe("A storefront of plain React", () => {
  it("shows a verified business its role and what is for businesses, and requests a quote from the browser", async () => {
    const person = await newVerifiedBusiness()
    const { page } = await browser.visitor()
    await signIn(page, person)

    expect(await page.getByRole("status", { name: "Role" }).innerText()).toBe("business, verified")
    await page.getByText(`Welcome, ${person.company}.`).waitFor()
    await page.getByText("Your quotes").waitFor()
    expect(await requestQuote(page, "PAP-COPY-A4")).toMatch(/ is requested\.$/)
  })

  it("refuses an individual in the shop's words, by a guard and by the shop itself", async () => {
    const { page, expectMessage } = await browser.visitor()
    expectMessage(/the server responded with a status of 403 .*\/store\/quotes\/request/)
    await signIn(page, await newIndividual())

    expect(await page.getByRole("region", { name: "Quotes" }).innerText()).toBe("Only business accounts can use this. Apply for one first.")
    expect(await page.getByText("Welcome").count()).toBe(0)
    expect(await requestQuote(page, "PAP-COPY-A4")).toBe(
      "business_account_required: Only business accounts can use this. Apply for one first."
    )
  })

  it("syncs once per sign-in, in Strict Mode and two tabs, and asks for a sign-in again after the sign-out", async () => {
    const syncs: string[] = []
    const { page, context, openTab } = await browser.visitor()
    context.on("request", (request) => request.method() === "POST" && request.url().endsWith(SYNC) && syncs.push(request.url()))
    await signIn(page, await newVerifiedBusiness())
    const tab = await openTab()
    await tab.goto("/")
    await tab.getByText("Your quotes").waitFor()

    await page.getByRole("button", { name: "Sign out" }).click()
    await page.getByLabel("E-mail").waitFor()
    await tab.getByLabel("E-mail").waitFor()
    expect(syncs).toHaveLength(1)
  })
})
