import type { Locator, Page } from "playwright-core"
import { runningStack } from "../setup/stack"
import { signInAtClerk } from "./clerk-browser"
import { PASSWORD } from "./people"

/** Returns the path of the page's address. */
export const pathOf = (page: Page): string => new URL(page.url()).pathname

/** Waits until the page is at a path. */
export const arriveAt = (page: Page, path: string): Promise<void> => page.waitForURL((url) => url.pathname === path)

/** Where the form of the sign-in is, in either language. */
const SIGN_IN = /^(?:\/de)?\/sign-in/

/** Signs somebody in with the form, in the language that it has, and waits until the sign-in is left. */
export async function signIn(page: Page, { email, password = PASSWORD }: { email: string; password?: string }): Promise<void> {
  if (!SIGN_IN.test(pathOf(page))) {
    await page.goto("/sign-in")
  }
  await page.getByRole("textbox", { name: "E-mail" }).fill(email)
  await page.getByRole("textbox", { name: /^Passwor[dt]/ }).fill(password)
  await page
    .getByRole("main")
    .getByRole("button", { name: /^(?:Sign in|Anmelden)$/ })
    .click()
  await page.waitForURL((url) => !SIGN_IN.test(url.pathname))
}

/**
 * Opens a page as somebody, without the form: for tests about what follows a sign-in. The page finds the cookies of a browser
 * that has signed in.
 */
export async function openAs(page: Page, person: { email: string; password?: string }, path = "/dashboard"): Promise<void> {
  const url = runningStack().storefrontUrl
  const { token } = await signInAtClerk(person)
  await page.context().addCookies([
    { name: "__clerk_db_jwt", value: token, url },
    { name: "__client_uat", value: String(Math.floor(Date.now() / 1000)), url },
  ])
  await page.goto(path)
}

/**
 * Clicks once React has taken over what the server sent: an earlier click is lost. A page shows its texts before that, so
 * waiting for a text is not enough.
 */
export async function clickWhenLive(button: Locator): Promise<void> {
  while (!(await button.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps"))))) {
    await button.page().waitForTimeout(20)
  }
  await button.click()
}

/** Switches the language in the foot of the page, and waits until the page is there in it. */
export async function speak(page: Page, language: "English" | "Deutsch"): Promise<void> {
  await clickWhenLive(page.getByRole("contentinfo").getByRole("link", { name: language }))
  await page.locator(`html[lang="${language === "Deutsch" ? "de" : "en"}"]`).waitFor()
}

/** Opens the account's menu in the header. */
export const openAccountMenu = (page: Page): Promise<void> =>
  clickWhenLive(page.getByRole("banner").getByRole("button", { name: /account/i }))

/** Signs out by the menu in the header. */
export async function signOut(page: Page): Promise<void> {
  await openAccountMenu(page)
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).waitFor()
  // The page loads anew, because what it keeps belongs to nobody any more.
  await page.waitForLoadState("networkidle")
}
