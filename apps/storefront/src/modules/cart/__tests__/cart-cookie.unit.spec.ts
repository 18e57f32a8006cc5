import { cartCookieAttributes, cartCookieOf } from "../cart-cookie"

describe("the cookie with a cart", () => {
  it("is another one for each person and for guests", () => {
    expect(new Set([cartCookieOf(null), cartCookieOf("user_a"), cartCookieOf("user_b")]).size).toBe(3)
    expect(cartCookieOf("user_a")).toBe(cartCookieOf("user_a"))
  })

  it("does not tell who somebody is", () => {
    expect(cartCookieOf("user_a")).toMatch(/^cedar-cart-[0-9a-f]{16}$/)
  })

  it("is out of reach for scripts and other sites", () => {
    expect(cartCookieAttributes()).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/" })
  })
})
