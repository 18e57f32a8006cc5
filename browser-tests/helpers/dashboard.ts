import type { Page } from "playwright-core"
import { runningStack } from "../setup/stack"
import type { BrowserHouse, Visitor } from "./browser"

/** Returns a browser that has an admin's session, and opens a page of Medusa's dashboard in it unless the test does. */
export const openDashboard = async (browser: BrowserHouse, path?: string, language = "en"): Promise<Visitor> => {
  const { backendUrl, admin: credentials } = runningStack()
  const visitor = await browser.visitor({ viewport: { width: 1280, height: 900 } })
  const { context, page } = visitor
  const signIn = await context.request.post("/auth/user/emailpass", { data: credentials })
  const { token } = (await signIn.json()) as { token: string }
  await context.request.post("/auth/session", { headers: { authorization: `Bearer ${token}` } })
  await context.addCookies([{ name: "lng", value: language, url: backendUrl }])
  // The dashboard is large, and the shop may still be busy with new customers.
  page.setDefaultNavigationTimeout(60_000)
  if (path !== undefined) {
    await page.goto(`/app${path}`)
  }
  return visitor
}

/** Lets the dashboard know what the admin's role permits, as in a shop with Medusa's RBAC. The next page that loads asks for it. */
export const grantOnly = async (page: Page, permissions: string[]): Promise<void> => {
  await page.route("**/admin/feature-flags", (route) => route.fulfill({ json: { feature_flags: { rbac: true } } }))
  await page.route("**/admin/rbac/me/permissions*", (route) => route.fulfill({ json: { permissions } }))
}
