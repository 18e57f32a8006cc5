import { admin } from "./helpers/admin"
import { seriousViolations } from "./helpers/axe"
import { useBrowser } from "./helpers/browser"
import { grantOnly, openDashboard } from "./helpers/dashboard"
import { newBusiness, newVerifiedBusiness } from "./helpers/people"
import { runningStack } from "./setup/stack"

const browser = useBrowser(runningStack().backendUrl)

const PAGES = [
  { path: "/business-customers", title: "Business customers" },
  { path: "/business-overview", title: "Business overview" },
  { path: "/role-sync", title: "Role sync" },
  { path: "/quotes", title: "Quotes" },
]

describe("the overview and the page of the sync in Medusa's admin", () => {
  it("show the same figures as the lists that they lead to, and keep the range", async () => {
    await admin.application(await newBusiness())
    const pending = await admin.count("/admin/customers/business?status=pending&limit=1")
    const verified = await admin.count("/admin/customers/business?status=verified&limit=1")
    const all = await admin.count("/admin/customers/business?limit=1")
    const visitor = await openDashboard(browser, "/business-overview")
    visitor.expectMessage(/403 \(Forbidden\)/)
    const { page } = visitor
    await page.getByText(`${verified} of ${all} businesses`).waitFor()
    await page.getByRole("link", { name: `Pending applications: ${pending}` }).click()
    await page.waitForURL(/\/business-customers/)
    await page.getByRole("tab", { name: `Pending ${pending}` }).waitFor()
    await page.goBack()
    await page.getByRole("heading", { level: 1, name: "Business overview" }).waitFor()

    await page.getByRole("combobox", { name: "Range" }).click()
    await page.getByRole("option", { name: "Last 90 days" }).click()
    await page.waitForURL(/range=90d/)
    await page.reload()
    await page.getByRole("combobox", { name: "Range" }).getByText("Last 90 days").waitFor()
    await page.getByRole("button", { name: "Show as table" }).first().click()
    await page.getByRole("button", { name: "Show as chart" }).waitFor()

    const refusal = { status: 403, json: { type: "forbidden", code: "forbidden", message: "Forbidden" } }
    await page.route("**/admin/customer-role/statistics*", (route) => route.fulfill(refusal))
    await page.reload()
    await page.getByText("You may not see these figures: your role lacks “read” of “customer_role”, “quote” or “bulk_order”.").waitFor()
  })

  it("compare with Clerk as a dry run, retry one user, mend the rest, and tell who may not", async () => {
    const [retried, mended] = [await newVerifiedBusiness(), await newVerifiedBusiness()]
    await admin.leaveGroups(retried)
    await admin.leaveGroups(mended)
    const { page } = await openDashboard(browser, "/role-sync?kind=group")
    await page.getByRole("button", { name: "Compare now" }).click()
    await page.getByText(/^Dry run of .* It changes nothing\.$/).waitFor()
    await page.getByText("Completed", { exact: true }).waitFor()
    await page.getByText(/ of \d+ users? differs?\./).waitFor()

    await page.getByRole("button", { name: `Retry ${mended.email}` }).waitFor()
    await page.getByRole("button", { name: `Retry ${retried.email}` }).click()
    await page.getByText("1 of 1 user is in sync now.").waitFor()
    await page.getByRole("button", { name: `Retry ${retried.email}` }).waitFor({ state: "hidden" })
    expect([await admin.groupsOf(retried), await admin.groupsOf(mended)]).toEqual([[expect.any(String)], []])

    await page.getByRole("button", { name: /^Mend \d+ differences?$/ }).click()
    await page.getByRole("alertdialog").getByRole("button", { name: /^Mend/ }).click()
    await page.getByText(/ users? differed: \d+ mended, \d+ closed\./).waitFor()
    await page.getByText("Nobody differs from Clerk here.").waitFor()
    expect(await admin.groupsOf(mended)).toHaveLength(1)

    await grantOnly(page, ["customer_role:read"])
    await page.reload()
    await page.getByText("You may not change this: your role lacks “update” of “customer_role”.").waitFor()
    expect(await page.getByRole("button", { name: "Compare now" }).isDisabled()).toBe(true)
  }, 120_000)

  it("speak German without a key in sight", async () => {
    const { page } = await openDashboard(browser, "/business-overview", "de")
    for (const { path } of PAGES) {
      await page.goto(`/app${path}`)
      await page.getByRole("heading", { level: 1 }).first().waitFor()
      await page.waitForLoadState("networkidle")
      expect((await page.locator("body").innerText()).match(/\b(overview|sync|quotes|list|detail|menu)\.\w+/g)).toBeNull()
    }
  })

  it("have no serious violation, light and dark, and neither have the lists", async () => {
    const { page } = await openDashboard(browser, "/business-overview")
    const found: Record<string, string[]> = {}
    for (const { path, title } of PAGES) {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
        await page.goto(`/app${path}`)
        await page.getByRole("heading", { level: 1, name: title }).waitFor()
        await page.waitForLoadState("networkidle")
        // Menu and top bar are Medusa's own, and so is the lens in a search field, an image without a name.
        found[`${title}, ${colorScheme}`] = await seriousViolations(page, colorScheme, (axe) =>
          axe.include("main").exclude("[role=img].absolute")
        )
      }
    }
    expect(found).toEqual(
      Object.fromEntries(PAGES.flatMap(({ title }) => ["light", "dark"].map((colorScheme) => [`${title}, ${colorScheme}`, []])))
    )
  }, 120_000)
})
