import { isBelow, safeTarget, signInUrl, signUpUrl } from "../paths"

describe("the target of a redirect", () => {
  it.each([
    "/dashboard",
    "/dashboard/orders?page=2#latest",
    "/orders/ACME.1",
    "/download?f=a.jpg",
    "/search?q=https://example.com",
    "/signature",
  ])("may be %s, a page of this site", (target) => {
    expect(safeTarget(target)).toBe(target)
  })

  it.each([
    ["/de/dashboard/orders?page=2#latest", "/dashboard/orders?page=2#latest"],
    ["/DE/cart", "/cart"],
    ["/de", "/"],
  ])("is %s without its language, because the visitor may have switched it meanwhile", (target, expected) => {
    expect(safeTarget(target)).toBe(expected)
  })

  it.each([
    ["another site", "https://example.com/dashboard"],
    ["another site without a scheme", "//example.com"],
    ["another site behind a backslash", "/\\example.com"],
    ["another site behind a tab", "/\t/example.com"],
    ["another site behind a line break", "/\n/example.com"],
    ["another site behind dots", "/..//example.com"],
    ["another site behind a dot and a backslash", "/.\\/example.com"],
    ["another site behind a language", "/de//example.com"],
    ["another site behind a language and a backslash", "/de/\\example.com"],
    ["a script", "javascript:alert(1)"],
    ["a relative path", "dashboard"],
    ["the sign-in itself", "/sign-in?redirect_url=/sign-in"],
    ["the sign-up itself", "/sign-up"],
    ["the sign-in in German", "/de/sign-in?redirect_url=/"],
    ["a route for programs", "/api/sync-role"],
    ["Clerk's proxy", "/__clerk/v1/client"],
    ["nothing", ""],
    ["no text", undefined],
    ["two texts", ["/dashboard/a", "/dashboard/b"]],
  ])("is the account instead of %s", (_, target) => {
    expect(safeTarget(target)).toBe("/dashboard")
  })

  it("comes out of an address as it went in", () => {
    const url = new URL(signInUrl("/dashboard/orders?page=2&sort=a%20b"), "http://localhost")
    expect(safeTarget(url.searchParams.get("redirect_url"))).toBe("/dashboard/orders?page=2&sort=a%20b")
  })

  it("is left out of the address where it is the account", () => {
    expect([signInUrl(), signInUrl("/dashboard"), signUpUrl("https://example.com")]).toEqual(["/sign-in", "/sign-in", "/sign-up"])
  })
})

describe("pages below others", () => {
  it.each([
    ["/dashboard", true],
    ["/dashboard/orders/ACME.1", true],
    ["/dashboards", false],
    ["/", false],
  ])("%s is below /dashboard: %s", (pathname, expected) => {
    expect(isBelow(pathname, ["/dashboard"])).toBe(expected)
  })
})
