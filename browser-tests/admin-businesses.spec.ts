import type { Page } from "playwright-core"
import { admin } from "./helpers/admin"
import { useBrowser, type Visitor } from "./helpers/browser"
import { eventually } from "./helpers/eventually"
import { newBusiness, newBusinesses, type Person, unique } from "./helpers/people"
import { runningStack } from "./setup/stack"

const { backendUrl, admin: credentials } = runningStack()
const browser = useBrowser(backendUrl)

/** Opens a page of the dashboard in a browser that has a session. */
const signedIn = async (path: string, language = "en"): Promise<Visitor> => {
  const visitor = await browser.visitor({ viewport: { width: 1280, height: 900 } })
  const { context, page } = visitor
  const signIn = await context.request.post("/auth/user/emailpass", { data: credentials })
  const { token } = (await signIn.json()) as { token: string }
  await context.request.post("/auth/session", { headers: { authorization: `Bearer ${token}` } })
  await context.addCookies([{ name: "lng", value: language, url: backendUrl }])
  // The dashboard is large, and the shop may still be busy with new customers.
  await page.goto(`/app${path}`, { timeout: 60_000 })
  return visitor
}

const rows = (page: Page) => page.locator("table tbody tr")

const openPage = async (page: Page, person: Person): Promise<string> => {
  const { customer_id } = await admin.application(person)
  await page.goto(`/app/business-customers/${customer_id}`)
  await page.getByRole("heading", { level: 1, name: person.company }).waitFor()
  return customer_id
}

const becomes = (person: Person, status: string): Promise<void> =>
  eventually(`${person.email} is ${status}`, async () => {
    const { verification_status } = await admin.application(person)
    if (verification_status !== status) {
      throw new Error(`It is ${verification_status}.`)
    }
  })

describe("the pages of business customers in Medusa's admin", () => {
  it("show nothing before the admin has signed in", async () => {
    const person = await newBusiness()
    await admin.application(person)
    const visitor = await browser.visitor()
    visitor.expectMessage(/401 \(Unauthorized\)/)
    const { page } = visitor
    const answers: string[] = []
    page.on("response", (answer) => {
      if (new URL(answer.url()).pathname.startsWith("/admin/customers") && answer.ok()) {
        answers.push(answer.url())
      }
    })
    await page.goto("/app/business-customers")
    await page.waitForURL(/\/app\/login/)
    expect(answers).toEqual([])
    expect(await page.content()).not.toContain(person.company)
  })

  it("lead from the sign-in over the search to a customer, whom a key verifies", async () => {
    const person = await newBusiness()
    await admin.application(person)
    const visitor = await browser.visitor({ viewport: { width: 1280, height: 900 } })
    // The dashboard asks who is there before it shows the sign-in.
    visitor.expectMessage(/401 \(Unauthorized\)/)
    const { page } = visitor
    await page.goto("/app/business-customers")
    await page.locator("input[name=email]").fill(credentials.email)
    await page.locator("input[name=password]").fill(credentials.password)
    await page.locator("form button[type=submit]").click()
    await page.getByRole("searchbox").fill(person.email)
    // Typing waits a moment before it searches; a click before that would leave a list without a search.
    await page.waitForURL(/[?&]q=/)
    await page.getByRole("link", { name: person.company }).click()
    await page.getByRole("heading", { level: 1, name: person.company }).waitFor()
    await page.getByText("Valid", { exact: true }).waitFor()
    await page.keyboard.press("v")
    await page.getByText(`Verifying ${person.company}`).waitFor()
    await page.getByText(`To ${person.email}`).waitFor()
    await page.getByRole("button", { name: "Send now" }).click()
    await page.getByText(`${person.company} is verified.`).waitFor()
    await becomes(person, "verified")
    await page.getByText(`by ${credentials.email}`).waitFor()

    await page.goBack()
    await page.getByText("No business found").waitFor()
    await page.getByRole("tab", { name: /Verified/ }).click()
    await page.getByRole("link", { name: person.company }).waitFor()
  })

  it("reject with a note that the customer reads", async () => {
    const person = await newBusiness()
    const { page } = await signedIn("/business-customers")
    await openPage(page, person)
    await page.keyboard.press("r")
    const form = page.getByRole("dialog")
    await form.getByLabel("Note to the customer").fill("The tax ID belongs to another name.")
    await form.getByRole("button", { name: "Reject" }).click()
    await page.getByRole("button", { name: "Send now" }).click()
    await becomes(person, "rejected")
    expect(await admin.application(person)).toMatchObject({ verification_note: "The tax ID belongs to another name." })
  })

  it("send nothing if the decision is cancelled", async () => {
    const person = await newBusiness()
    const { page } = await signedIn("/business-customers")
    await openPage(page, person)
    await page.keyboard.press("v")
    await page.getByRole("button", { name: "Cancel decision" }).click()
    await page.getByText("Cancelled. Nothing was sent.").waitFor()
    // Longer than the decision would have waited.
    await page.waitForTimeout(6_000)
    await becomes(person, "pending")
  })

  it("send a waiting decision at once when the admin goes on", async () => {
    const person = await newBusiness()
    const { page } = await signedIn("/business-customers")
    await openPage(page, person)
    await page.keyboard.press("v")
    await page.getByText(`Verifying ${person.company}`).waitFor()
    await page.getByRole("link", { name: "Inventory" }).click()
    await page.getByText(`${person.company} is verified.`).waitFor({ timeout: 4_000 })
    await becomes(person, "verified")
  })

  it("ask again, with the note, if the application has changed meanwhile", async () => {
    const person = await newBusiness()
    const visitor = await signedIn("/business-customers")
    visitor.expectMessage(/409 \(Conflict\)/)
    const { page } = visitor
    await openPage(page, person)
    await page.keyboard.press("r")
    await admin.decide(person, { is_verified: true })
    const form = page.getByRole("dialog")
    await form.getByLabel("Note to the customer").fill("Register entry is missing.")
    await form.getByRole("button", { name: "Reject" }).click()
    await page.getByRole("button", { name: "Send now" }).click()
    await page.getByText("The application has changed. Decide again.").waitFor()
    await page.getByText("Status: Pending → Verified").waitFor()
    await becomes(person, "verified")

    await page.getByRole("button", { name: "Revoke nevertheless" }).click()
    expect(await page.getByRole("dialog").getByLabel("Note to the customer").inputValue()).toBe("Register entry is missing.")
    await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click()
    await page.getByRole("button", { name: "Send now" }).click()
    await becomes(person, "revoked")
  })

  it("decide on fifty at once, page through the rest, and read everything back from the URL", async () => {
    const firm = `Oak${unique()}`
    await newBusinesses(firm, 52)
    const { page, openTab } = await signedIn(`/business-customers?q=${firm}&order=company_name`)
    // Fifty rows take a busy machine a while.
    page.setDefaultTimeout(60_000)
    await page.getByRole("tab", { name: "Pending 52" }).waitFor()
    expect(await rows(page).count()).toBe(20)
    await page.getByRole("button", { name: "Next" }).click()
    await page.waitForURL(/page=2/)
    await page.getByRole("link", { name: `${firm} 21` }).waitFor()

    const copied = await openTab()
    await copied.goto(page.url())
    await copied.getByRole("link", { name: `${firm} 21` }).waitFor()
    expect(await copied.getByRole("searchbox").inputValue()).toBe(firm)

    await page.goBack()
    await page.getByRole("link", { name: `${firm} 01` }).waitFor()

    await page.goto(`/app/business-customers?q=${firm}&order=company_name&size=50`)
    await page.getByRole("checkbox", { name: "Select all that wait on this page" }).click()
    await page.getByText("50 selected").waitFor()
    await page.getByRole("button", { name: /^Verify/ }).click()
    await page.getByRole("alertdialog").getByText("Verify 50 businesses?").waitFor()
    await page.getByRole("alertdialog").getByRole("button", { name: "Verify" }).click()
    await page.getByRole("button", { name: "Send now" }).click()
    await page.getByRole("tab", { name: "Verified 50" }).waitFor()
    await page.getByRole("tab", { name: "Pending 2" }).waitFor()
    expect(await page.getByRole("checkbox", { checked: true }).count()).toBe(0)
    await page.getByText(/\d+ selected/).waitFor({ state: "hidden" })
  }, 180_000)

  it("speak German, without a key in sight", async () => {
    const person = await newBusiness()
    const { page } = await signedIn("/business-customers", "de")
    await page.getByRole("heading", { level: 1, name: "Geschäftskunden" }).waitFor()
    await openPage(page, person)
    await page.getByRole("button", { name: /^Verifizieren/ }).waitFor()
    const texts = await page.locator("body").innerText()
    expect(texts.match(/\b(detail|list|decision|history|policy|widget|status)\.\w+/g)).toBeNull()
  })
})
