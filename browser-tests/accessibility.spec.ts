import { openAs } from "./helpers/actions"
import { seriousViolations } from "./helpers/axe"
import { useBrowser } from "./helpers/browser"
import { openPage, pagesByStage, untilComplete } from "./helpers/pages"
import { runningStack } from "./setup/stack"

const browser = useBrowser()

/** How many pages are looked at at the same time. The storefront answers for one while axe looks at the other. */
const TABS = 2

describe.each([...pagesByStage()])("pages that somebody sees who is %s", (stage, pages) => {
  it("have no serious violation, light and dark, and each has its own title and one main heading", async () => {
    const visitor = await browser.visitor({ reducedMotion: "reduce" })
    visitor.expectMessage(/status of 404.*nothing-here/)
    const user = runningStack().demoUsers.find((one) => one.stage === stage)
    if (user) {
      await openAs(visitor.page, user)
    }
    const found: Record<string, unknown> = {}
    const titles = new Map<string, string>()
    const waiting = [...pages]
    const lookAtPages = async () => {
      const page = await visitor.openTab()
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const { name, path, opens, status = 200 } = next
        await page.emulateMedia({ colorScheme: "light" })
        const answer = await openPage(page, { path, opens })
        await untilComplete(page)
        found[`${name}, light`] = await seriousViolations(page, "light")
        await page.emulateMedia({ colorScheme: "dark" })
        found[`${name}, dark`] = await seriousViolations(page, "dark")
        found[`${name}, main headings`] = await page.getByRole("heading", { level: 1 }).count()
        found[`${name}, status`] = answer?.status() === status ? "as expected" : answer?.status()
        titles.set(new URL(page.url()).pathname, await page.title())
      }
    }
    await Promise.all(Array.from({ length: TABS }, lookAtPages))
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
