import type { Page, Response } from "playwright-core"

declare global {
  /** What Clerk's script puts on the page. */
  var Clerk: undefined | { loaded?: boolean; session?: { getToken(): Promise<string | null> } }
}

/** How far the demo's shopper has come who looks at a page. */
export type Stage = "individual" | "pending" | "verified" | "rejected" | "revoked"

/** A page as somebody sees it. */
export type SeenPage = {
  name: string
  path: string
  /** Left out where nobody is signed in. */
  as?: Stage
  /** Selects the link on that page that leads to the page that is meant, such as to the first order of a list. */
  opens?: string
  status?: number
}

/** Every page, in every state that differs. */
export const PAGES: SeenPage[] = [
  { name: "home", path: "/" },
  { name: "catalogue", path: "/search" },
  { name: "search", path: "/search?q=gloves" },
  { name: "product", path: "/products/tape-measure" },
  { name: "product-sold-out", path: "/products/flip-chart-pad" },
  { name: "cart-empty", path: "/cart" },
  { name: "checkout-empty", path: "/checkout" },
  { name: "not-found", path: "/nothing-here", status: 404 },
  { name: "sign-in", path: "/sign-in" },
  { name: "sign-up", path: "/sign-up" },
  { name: "sign-up-business", path: "/sign-up?for=business" },
  { name: "sign-up-individual", path: "/sign-up?for=individual" },
  { name: "dashboard-individual", path: "/dashboard", as: "individual" },
  { name: "orders-individual", path: "/account/orders", as: "individual" },
  { name: "addresses-individual", path: "/account/addresses", as: "individual" },
  { name: "profile-individual", path: "/account/profile", as: "individual" },
  { name: "apply", path: "/account/apply", as: "individual" },
  { name: "dashboard-pending", path: "/dashboard", as: "pending" },
  { name: "correct", path: "/account/apply", as: "pending" },
  { name: "dashboard-rejected", path: "/dashboard", as: "rejected" },
  { name: "dashboard-revoked", path: "/dashboard", as: "revoked" },
  { name: "dashboard-verified", path: "/dashboard", as: "verified" },
  { name: "orders-verified", path: "/account/orders", as: "verified" },
  { name: "order-verified", path: "/account/orders", as: "verified", opens: "a[href*='/account/orders/']" },
  { name: "product-verified", path: "/products/cut-resistant-gloves", as: "verified" },
  { name: "quick-order", path: "/quick-order", as: "verified" },
  { name: "quotes", path: "/account/quotes", as: "verified" },
  { name: "quote", path: "/account/quotes", as: "verified", opens: "a[href*='/account/quotes/quo_']" },
  { name: "quote-new", path: "/account/quotes/new?sku=PAP-COPY-A4", as: "verified" },
  { name: "profile-verified", path: "/account/profile", as: "verified" },
]

/** Returns the pages by who sees them, so that each signs in once. */
export function pagesByStage(): Map<Stage | undefined, SeenPage[]> {
  const groups = new Map<Stage | undefined, SeenPage[]>()
  for (const page of PAGES) {
    groups.set(page.as, [...(groups.get(page.as) ?? []), page])
  }
  return groups
}

/** Waits until a page shows all that it is going to show: its texts in their font, nothing that still loads, and what needs Clerk. */
export async function untilComplete(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor()
  await page.waitForFunction(
    () => globalThis.Clerk?.loaded && !document.querySelector("[aria-busy=true]") && document.fonts.status === "loaded"
  )
}

/** Opens a page, by the link that leads to it if it has no address of its own. */
export async function openPage(page: Page, { path, opens }: Pick<SeenPage, "path" | "opens">): Promise<Response | null> {
  const answer = await page.goto(path)
  const address = opens && (await page.getByRole("main").locator(opens).first().getAttribute("href"))
  return address ? page.goto(address) : answer
}
