import { createHash } from "node:crypto"

/** The cookie with a guest's cart. */
export const GUEST_CART = "cedar-cart"

/** Thirty days, in seconds. */
const LIFE = 30 * 24 * 60 * 60

/**
 * Returns the name of the cookie with somebody's cart. Everybody on a browser has their own, so that a sign-out puts a cart
 * away, the next sign-in of the same person brings it back, and nobody else's does. The name tells nobody who that is.
 *
 * @param userId - the id at Clerk; `null` for visitors who are not signed in
 * @example
 * cartCookieOf(null) // "cedar-cart"
 */
export const cartCookieOf = (userId: string | null): string =>
  userId === null ? GUEST_CART : `${GUEST_CART}-${createHash("sha256").update(userId).digest("hex").slice(0, 16)}`

/** Attributes of the cookies. The id alone opens no customer's cart, and pages do not need it. */
export const cartCookieAttributes = () =>
  ({ httpOnly: true, sameSite: "lax", secure: process.env.NODE_ENV === "production", maxAge: LIFE, path: "/" }) as const
