import AxeBuilder from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { signIn } from "./helpers/actions"
import { useBrowser } from "./helpers/browser"
import { openPage, pagesByStage } from "./helpers/pages"
import { runningStack } from "./setup/stack"

const browser = useBrowser()

/** The rules whose answer may change with the colours alone, which are all that differs between the themes. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"]

/** What keeps somebody from using a page. In the dark theme, what does not depend on colours is as in the light one. */
const seriousViolations = async (page: Page, colorScheme: "light" | "dark") => {
  // Without this, most of the time goes into the descriptions of all that is well.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] })
  const { violations } = await (colorScheme === "light" ? axe : axe.withRules(COLOUR_RULES)).analyze()
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} (${failureSummary})`))
}

describe.each([...pagesByStage()])("pages that somebody sees who is %s", (stage, pages) => {
  it("have no serious violation, light and dark, and each has its own title and one main heading", async () => {
    const visitor = await browser.visitor()
    visitor.expectMessage(/status of 404.*nothing-here/)
    const { page } = visitor
    const user = runningStack().demoUsers.find((one) => one.stage === stage)
    if (user) {
      await signIn(page, user)
    }
    const found: Record<string, unknown> = {}
    const titles = new Map<string, string>()
    for (const { name, path, opens, status = 200 } of pages) {
      const answer = await openPage(page, { path, opens })
      await page.getByRole("heading", { level: 1 }).first().waitFor()
      await page.waitForLoadState("networkidle")
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
        found[`${name}, ${colorScheme}`] = await seriousViolations(page, colorScheme)
      }
      found[`${name}, main headings`] = await page.getByRole("heading", { level: 1 }).count()
      found[`${name}, status`] = answer?.status() === status ? "as expected" : answer?.status()
      titles.set(new URL(page.url()).pathname, await page.title())
    }
    const expected = pages.flatMap(({ name }) => [
      [`${name}, light`, []],
      [`${name}, dark`, []],
      [`${name}, main headings`, 1],
      [`${name}, status`, "as expected"],
    ])
    expect(found).toEqual(Object.fromEntries(expected))
    expect(new Set(titles.values()).size).toBe(titles.size)
  }, 300_000)
})
