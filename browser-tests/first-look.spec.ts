import { useBrowser } from "./helpers/browser"

const browser = useBrowser()

describe("a visitor who is not signed in", () => {
  it("reads the home page", async () => {
    const { page } = await browser.visitor()
    const answer = await page.goto("/")
    expect(answer?.status()).toBe(200)
    await page.getByRole("heading", { level: 1 }).waitFor()
  })

  it("is sent from the dashboard to the sign-in", async () => {
    const { page } = await browser.visitor()
    await page.goto("/dashboard")
    expect(new URL(page.url()).pathname).toBe("/sign-in")
  })
})
