import "server-only"

import { auth } from "@clerk/nextjs/server"
import { cookies } from "next/headers"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { metadataOf, type ShownOrder } from "../account/orders/orders"
import { refusalOf } from "../account/refusals"
import { cartCookieOf } from "../cart/cart-cookie"

/** For how long the confirmation shows the last order, in seconds. */
const LIFE = 60 * 60

/** The cookie with the last order, which like the cart is one for each person on a browser. */
const cookieOf = (userId: string | null): string => cartCookieOf(userId).replace("cart", "order")

/** Remembers the order that has just been placed. For server actions. */
export const keepOrder = async (id: string): Promise<void> => {
  const [{ userId }, jar] = await Promise.all([auth(), cookies()])
  jar.set(cookieOf(userId), id, {
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.NODE_ENV === "production",
    maxAge: LIFE,
    path: "/order-confirmed",
  })
}

/** Returns the order that the visitor has just placed, or `null`. */
export const placedOrder = async (): Promise<ShownOrder | null> => {
  const [{ userId }, jar] = await Promise.all([auth(), cookies()])
  const id = jar.get(cookieOf(userId))?.value
  if (!isId(id)) {
    return null
  }
  const shop = await shopOfVisitor()
  try {
    const [{ order }, metadata] = await Promise.all([
      shop.store.order.retrieve(id, { fields: "+email,+payment_status,*payment_collections.payments" }),
      userId ? metadataOf(id) : null,
    ])
    return { ...order, metadata }
  } catch (error) {
    return refusalOf(error) === "gone" ? null : Promise.reject(error)
  }
}
