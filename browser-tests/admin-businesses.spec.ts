import type { Page } from "playwright-core"
import { admin } from "./helpers/admin"
import { useBrowser, type Visitor } from "./helpers/browser"
import { grantOnly, openDashboard } from "./helpers/dashboard"
import { eventually } from "./helpers/eventually"
import { demoUser, newBusiness, newBusinesses, type Person, unique } from "./helpers/people"
import { runningStack } from "./setup/stack"

const { backendUrl, admin: credentials } = runningStack()
const browser = useBrowser(backendUrl)

/** A decision waits for five seconds, in which it can be cancelled. */
const LONGER_THAN_A_DECISION_WAITS = 6_000

const signedIn = (path?: string, language?: string): Promise<Visitor> => openDashboard(browser, path, language)

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

    await page.getByRole("button", { name: "Filter", exact: true }).click()
    await page.getByRole("menuitem", { name: "Decided" }).click()
    await page.getByText("Today", { exact: true }).click()
    await page.waitForURL(/[?&]decided_at=/)
    await page.keyboard.press("Escape")
    await page.getByRole("link", { name: person.company }).click()
    await page.getByRole("heading", { level: 1, name: person.company }).waitFor()
    await page.goBack()
    await page.getByRole("button", { name: "Remove the filter Decided" }).waitFor()
    expect(page.url()).toMatch(/[?&]decided_at=/)
    await page.getByRole("link", { name: person.company }).waitFor()
    await page.goBack()
    await page.getByRole("button", { name: "Remove the filter Decided" }).waitFor({ state: "hidden" })
  })

  it("reject with a note that the customer reads", async () => {
    const person = await newBusiness()
    const { page } = await signedIn()
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
    const { page } = await signedIn()
    await openPage(page, person)
    await page.clock.install()
    await page.keyboard.press("v")
    await page.getByRole("button", { name: "Cancel decision" }).click()
    await page.getByText("Cancelled. Nothing was sent.").waitFor()
    await page.clock.fastForward(LONGER_THAN_A_DECISION_WAITS)
    await becomes(person, "pending")
  })

  it("send a waiting decision at once when the admin goes on", async () => {
    const person = await newBusiness()
    const { page } = await signedIn()
    await openPage(page, person)
    // The five seconds never end here, so only leaving the page can send the decision.
    await page.evaluate(() => {
      const setTimeout = window.setTimeout.bind(window)
      const patient = (run: TimerHandler, ms?: number, ...given: unknown[]) => setTimeout(run, ms === 5_000 ? 3_600_000 : ms, ...given)
      window.setTimeout = patient as typeof window.setTimeout
    })
    await page.keyboard.press("v")
    await page.getByText(`Verifying ${person.company}`).waitFor()
    await page.getByRole("link", { name: "Inventory" }).click()
    await page.getByText(`${person.company} is verified.`).waitFor()
    await becomes(person, "verified")
  })

  it("ask again, with the note, if the application has changed meanwhile", async () => {
    const person = await newBusiness()
    const visitor = await signedIn()
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
    copied.setDefaultTimeout(60_000)
    await copied.goto(page.url())
    await copied.getByRole("link", { name: `${firm} 21` }).waitFor()
    expect(await copied.getByRole("searchbox").inputValue()).toBe(firm)

    await page.goBack()
    await page.getByRole("link", { name: `${firm} 01` }).waitFor()

    await page.goto(`/app/business-customers?q=${firm}&order=company_name&size=50`)
    await page.getByRole("checkbox", { name: "Select all that wait on this page" }).click()
    await page.getByText("50 selected").waitFor()
    // Copies, as everywhere. C alone would clear the selection.
    await page.keyboard.press("Control+c")
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

  it("tell an admin who may only read why they cannot decide, and send nothing", async () => {
    const person = await newBusiness()
    const { page } = await signedIn()
    const sent: string[] = []
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().includes("/admin/customers/")) {
        sent.push(request.url())
      }
    })
    await grantOnly(page, ["customer_role:read"])
    const reason = page.getByText("You may not decide: your role lacks “verify” of “customer_role”.")

    await page.goto(`/app/business-customers?q=${person.email}`)
    await page.getByRole("link", { name: person.company }).waitFor()
    await reason.waitFor()
    expect(await page.getByRole("checkbox").count()).toBe(0)

    await openPage(page, person)
    await reason.waitFor()
    expect(await page.getByRole("button", { name: /^Verify/ }).isDisabled()).toBe(true)
    expect(await page.getByRole("button", { name: /^Reject/ }).isDisabled()).toBe(true)
    expect(await page.getByRole("button", { name: "Resync with Clerk" }).isDisabled()).toBe(true)
    expect(await page.getByRole("button", { name: "Edit" }).count()).toBe(0)
    await page.clock.install()
    await page.keyboard.press("v")
    await page.keyboard.press("r")
    await page.getByRole("button", { name: "More actions" }).click()
    expect(await page.getByRole("menuitem", { name: "Erase data" }).getAttribute("aria-disabled")).toBe("true")
    await page.keyboard.press("Escape")
    await page.clock.fastForward(LONGER_THAN_A_DECISION_WAITS)
    expect(await page.getByRole("dialog").count()).toBe(0)
    expect(sent).toEqual([])
    await becomes(person, "pending")
  })

  it("tell an admin who may not read them whom to ask, and show no business", async () => {
    const person = await newBusiness()
    const { customer_id } = await admin.application(person)
    const visitor = await signedIn()
    visitor.expectMessage(/403 \(Forbidden\)/)
    const { page } = visitor
    const refusal = { status: 403, json: { type: "forbidden", code: "forbidden", message: "Forbidden" } }
    await page.route("**/admin/customers/business*", (route) => route.fulfill(refusal))
    await page.route("**/admin/customers/*/role*", (route) => route.fulfill(refusal))
    for (const path of ["/app/business-customers", `/app/business-customers/${customer_id}`]) {
      await page.goto(path)
      await page.getByText("Ask whoever manages roles.").waitFor()
      expect(await page.content()).not.toContain(person.company)
    }
  })

  it("keep an internal note without a decision", async () => {
    const person = await newBusiness()
    const { page } = await signedIn()
    await openPage(page, person)
    await page.getByRole("button", { name: "Edit" }).click()
    await page.getByLabel("Internal note").fill("Called on Monday, sends the register entry.")
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByText("The internal note is saved.").waitFor()
    await page.getByText("Note changed").waitFor()
    await page.reload()
    await page.getByText("Called on Monday, sends the register entry.").waitFor()
    await becomes(person, "pending")
  })

  it("tell beside an order what was true of its business then and is now", async () => {
    const person = demoUser("verified")
    const visitor = await signedIn()
    // Medusa's own page nests paragraphs wrongly.
    visitor.expectMessage(/validateDOMNesting/)
    const { page, context } = visitor
    const { orders } = (await (await context.request.get(`/admin/orders/bulk?limit=1&q=INK-`)).json()) as { orders: { id: string }[] }
    await page.goto(`/app/orders/${orders[0]?.id}`)
    const widget = page.getByRole("table").filter({ has: page.getByRole("columnheader", { name: "When ordered" }) })
    await widget.waitFor()
    expect(await widget.getByRole("row", { name: /Account type/ }).innerText()).toMatch(/Business\s+Verified\s+Business\s+Verified/)
    await page.getByText("On account", { exact: true }).waitFor()
    await page.getByRole("link", { name: "Open business customer" }).click()
    await page.waitForURL(/\/app\/business-customers\/cus_/)
    await page.getByText(person.email).first().waitFor()
  })

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
