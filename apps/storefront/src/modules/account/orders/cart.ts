import "server-only"

import type { HttpTypes } from "@medusajs/types"
import { cookies } from "next/headers"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { refusalOf } from "../refusals"

/** The cookie with the id of the cart. The id alone opens nothing: a customer's cart answers to them only. */
const CART_COOKIE = "cedar-cart"

/** Thirty days, in seconds. */
const LIFE = 30 * 24 * 60 * 60

/** Remembers the cart of this browser. For server actions. */
export const keepCart = async (id: string): Promise<void> => {
  const jar = await cookies()
  jar.set(CART_COOKIE, id, {
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.NODE_ENV === "production",
    maxAge: LIFE,
    path: "/",
  })
}

/** What a page says about a cart. */
export type OpenCart = { id: string; lineCount: number; total: number; currency: string }

/**
 * Returns the cart of this browser, if the customer has one with something in it. Somebody else's cart, an old one and
 * a shop that does not answer are all "none": pages have more to say than that.
 *
 * @example
 * const cart = await openCart()
 */
export const openCart = async (): Promise<OpenCart | null> => {
  const id = (await cookies()).get(CART_COOKIE)?.value
  if (!isId(id)) {
    return null
  }
  try {
    const shop = await shopOfVisitor()
    const { cart } = await shop.store.cart.retrieve(id, { fields: "id,total,currency_code,completed_at,*items" })
    return shownCart(cart)
  } catch (error) {
    if (refusalOf(error) !== "gone") {
      console.warn("The cart could not be read.", error)
    }
    return null
  }
}

/** Returns what a page says about a cart; `null` if it is empty or ordered already. */
export const shownCart = (cart: HttpTypes.StoreCart & { completed_at?: unknown }): OpenCart | null => {
  const lineCount = cart.items?.length ?? 0
  return lineCount === 0 || cart.completed_at ? null : { id: cart.id, lineCount, total: cart.total, currency: cart.currency_code }
}
