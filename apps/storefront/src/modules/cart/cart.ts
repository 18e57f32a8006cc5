import "server-only"

import { auth } from "@clerk/nextjs/server"
import type { HttpTypes } from "@medusajs/types"
import { cookies } from "next/headers"
import { getLocale } from "next-intl/server"
import { cache } from "react"
import type { Locale } from "@/i18n/locales"
import { MEDUSA_LOCALES, shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { refusalOf } from "../account/refusals"
import { cartCookieAttributes, cartCookieOf, GUEST_CART } from "./cart-cookie"

const FIELDS = "+completed_at,+metadata,+customer_id,+locale,*items,*shipping_methods"

/** A cart as Medusa has it. */
export type MedusaCart = HttpTypes.StoreCart & { completed_at?: unknown; customer_id?: string | null; locale?: string | null }

/** Remembers the visitor's cart. For server actions. */
export const keepCart = async (id: string): Promise<void> => {
  const { userId } = await auth()
  const jar = await cookies()
  jar.set(cartCookieOf(userId), id, cartCookieAttributes())
}

/** Forgets the visitor's cart after an order. For server actions. */
export const forgetCart = async (): Promise<void> => {
  const { userId } = await auth()
  const jar = await cookies()
  jar.delete(cartCookieOf(userId))
}

/**
 * Returns a cart that is still open. `null` for one that is gone, ordered already, or somebody else's, which the shop does
 * not tell apart.
 *
 * @throws CustomerRoleError if the shop refuses for another reason
 */
export const retrieveCart = async (id: string): Promise<MedusaCart | null> => {
  const shop = await shopOfVisitor()
  try {
    const { cart }: { cart: MedusaCart } = await shop.store.cart.retrieve(id, { fields: FIELDS })
    return cart.completed_at ? null : cart
  } catch (error) {
    return refusalOf(error) === "gone" ? null : Promise.reject(error)
  }
}

/** What a page knows about the visitor's cart. */
export type FoundCart = {
  cart: MedusaCart | null
  /** Whether an action is to put things right: after a sign-in, in another language, or where a cart is gone. */
  isToSettle: boolean
}

/**
 * Returns the visitor's cart: their own, or else the one that they filled before they signed in.
 *
 * @throws Error if the shop does not answer
 * @example
 * const { cart } = await findCart()
 */
export const findCart = cache(async (): Promise<FoundCart> => {
  const [{ userId }, jar, locale] = await Promise.all([auth(), cookies(), getLocale()])
  const own = jar.get(cartCookieOf(userId))?.value
  const guests = userId ? jar.get(GUEST_CART)?.value : undefined
  const id = own ?? guests
  if (id === undefined) {
    return { cart: null, isToSettle: false }
  }
  const cart = isId(id) ? await retrieveCart(id) : null
  return { cart, isToSettle: cart === null || guests !== undefined || !isIn(cart, locale) }
})

/** Tells whether the names in a cart are those of a language. */
export const isIn = ({ locale }: MedusaCart, language: Locale): boolean => (locale ?? MEDUSA_LOCALES.en) === MEDUSA_LOCALES[language]

/** What a page says about a cart. */
export type OpenCart = { id: string; lineCount: number; total: number; currency: string }

/**
 * Returns the visitor's cart in short, if there is something in it. A shop that does not answer is "none" as well: pages
 * have more to say than that.
 *
 * @example
 * const cart = await openCart()
 */
export const openCart = async (): Promise<OpenCart | null> => {
  try {
    const { cart } = await findCart()
    return cart && shownCart(cart)
  } catch (error) {
    console.warn("The cart could not be read.", error)
    return null
  }
}

/** Returns what a page says about a cart; `null` if it is empty or ordered already. */
export const shownCart = (cart: MedusaCart): OpenCart | null => {
  const lineCount = cart.items?.length ?? 0
  return lineCount === 0 || cart.completed_at ? null : { id: cart.id, lineCount, total: cart.total, currency: cart.currency_code }
}
