import "server-only"

import { auth } from "@clerk/nextjs/server"
import { cookies } from "next/headers"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { refusalOf } from "../account/refusals"
import { keepCart, type MedusaCart, retrieveCart } from "./cart"
import { cartCookieOf, GUEST_CART } from "./cart-cookie"

/** Carts that are being taken over. Two tabs after one sign-in must not put the lines in twice. */
const underway = new Map<string, Promise<MedusaCart | null>>()

/**
 * Returns the visitor's open cart, or `null`, and puts the cookies right: a cart that is gone is forgotten, and one that was
 * filled before the sign-in becomes the customer's. If they have another one, its lines join that. For server actions.
 *
 * @throws CustomerRoleError if the shop refuses
 * @example
 * const cart = await ownCart()
 */
export const ownCart = async (): Promise<MedusaCart | null> => {
  const [{ userId }, jar] = await Promise.all([auth(), cookies()])
  const own = jar.get(cartCookieOf(userId))?.value
  const guests = userId ? jar.get(GUEST_CART)?.value : undefined
  let cart = isId(own) ? await retrieveCart(own) : null
  if (own !== undefined && !cart) {
    jar.delete(cartCookieOf(userId))
  }
  if (guests !== undefined) {
    if (isId(guests)) {
      const taking = underway.get(guests) ?? takeOver(guests, cart)
      underway.set(guests, taking)
      try {
        cart = (await taking) ?? cart
      } finally {
        underway.delete(guests)
      }
    }
    jar.delete(GUEST_CART)
    if (cart) {
      await keepCart(cart.id)
    }
  }
  return cart
}

/** Returns the id of the visitor's own cart as its cookie has it, whatever has become of that cart. */
export const cartIdOfVisitor = async (): Promise<string | null> => {
  const [{ userId }, jar] = await Promise.all([auth(), cookies()])
  const id = jar.get(cartCookieOf(userId))?.value
  return isId(id) ? id : null
}

const takeOver = async (id: string, own: MedusaCart | null): Promise<MedusaCart | null> => {
  const left = await retrieveCart(id)
  const lines = left?.items ?? []
  if (!left || lines.length === 0) {
    return null
  }
  const shop = await shopOfVisitor()
  if (!own) {
    // Prices of the customer's groups apply from here on.
    await shop.store.cart.transferCart(id)
    return await retrieveCart(id)
  }
  for (const { variant_id, quantity } of lines) {
    try {
      await shop.store.cart.createLineItem(own.id, { variant_id: variant_id ?? "", quantity })
    } catch (error) {
      // What is sold out by now stays out. Whatever else the shop refuses is for the caller.
      if (refusalOf(error) !== "other") {
        throw error
      }
    }
  }
  return await retrieveCart(own.id)
}
