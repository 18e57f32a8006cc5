import { mkdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { signIn } from "./helpers/actions"
import { launchChromium } from "./helpers/browser"
import { openPage, pagesByStage, type Stage } from "./helpers/pages"

type Demo = { storefront_url: string; users: { email: string; password: string; stage: Stage }[] }

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]
const DEMO_FILE = path.join(__dirname, "../.demo/demo.json")

/**
 * Takes pictures of every page at two widths, light and dark, from the demo that runs: of those whose names contain the
 * second argument, in the language of the third.
 *
 * @example npm run screenshots -- /tmp/pictures dashboard de-DE
 */
async function takeScreenshots(folder = path.join(__dirname, "../.demo/screenshots"), only = "", locale = "en-US"): Promise<void> {
  const { storefront_url, users } = JSON.parse(readFileSync(process.env.DEMO_FILE ?? DEMO_FILE, "utf8")) as Demo
  mkdirSync(folder, { recursive: true })
  const browser = await launchChromium()
  for (const [stage, pages] of pagesByStage()) {
    const wanted = pages.filter(({ name }) => name.includes(only))
    if (wanted.length === 0) {
      continue
    }
    const context = await browser.newContext({ baseURL: storefront_url, locale, reducedMotion: "reduce" })
    const page = await context.newPage()
    const user = users.find((one) => one.stage === stage)
    if (user) {
      await signIn(page, user)
    }
    for (const { name, path: address, opens } of wanted) {
      for (const size of SIZES) {
        await page.setViewportSize(size)
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme })
          await openPage(page, { path: address, opens })
          await page.getByRole("heading", { level: 1 }).first().waitFor()
          await page.waitForLoadState("networkidle")
          const file = path.join(folder, `${name}-${locale.slice(0, 2)}-${size.width}-${colorScheme}.png`)
          await page.screenshot({ path: file, fullPage: true })
          console.log(file)
        }
      }
    }
    await context.close()
  }
  await browser.close()
}

void takeScreenshots(...process.argv.slice(2)).catch((error: unknown) => {
  console.error(`${String(error)}\nStart the demo first: npm run demo`)
  process.exitCode = 1
})
