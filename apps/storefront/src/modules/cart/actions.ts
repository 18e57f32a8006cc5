"use server"

import { revalidatePath } from "next/cache"
import { getLocale } from "next-intl/server"
import * as z from "zod"
import { MEDUSA_LOCALES, shopOfVisitor } from "@/lib/medusa/client"
import { getMarket } from "@/lib/medusa/market"
import { attempt, type Outcome } from "../account/refusals"
import { isIn, keepCart } from "./cart"
import { ownCart } from "./own-cart"
import { MOST_UNITS } from "./quantity"
import "@/lib/without-eval"

const id = z.string().regex(/^[\w-]{1,100}$/)
const quantity = z.int().min(1).max(MOST_UNITS)
const addition = z.object({ variantId: id, quantity })
const change = z.object({ lineId: id, quantity: z.int().min(0).max(MOST_UNITS) })

/** Pages show the number of lines in their header. */
const changed = () => revalidatePath("/", "layout")

/** Puts units of a variant into the visitor's cart, which it makes if there is none. The shop sets the price. */
export const addToCart = async (wish: { variantId: string; quantity: number }): Promise<Outcome> => {
  const read = addition.safeParse(wish)
  if (!read.success) {
    return { ok: false, refusal: "other" }
  }
  const item = { variant_id: read.data.variantId, quantity: read.data.quantity }
  return await sold(async () => {
    const [shop, cart] = [await shopOfVisitor(), await ownCart()]
    if (cart) {
      await shop.store.cart.createLineItem(cart.id, item)
    } else {
      const { regionId, country } = await getMarket()
      const { cart: created } = await shop.store.cart.create({
        region_id: regionId,
        // Without a country there are no taxes, and the total would rise at the checkout.
        shipping_address: { country_code: country },
        locale: MEDUSA_LOCALES[await getLocale()],
        items: [item],
      })
      await keepCart(created.id)
    }
    changed()
    return {}
  })
}

/** Changes how many units a line has; 0 takes it out. */
export const changeLine = async (wish: { lineId: string; quantity: number }): Promise<Outcome> => {
  const read = change.safeParse(wish)
  if (!read.success) {
    return { ok: false, refusal: "other" }
  }
  const { lineId, quantity: units } = read.data
  return await sold(async () => {
    const [shop, cart] = [await shopOfVisitor(), await ownCart()]
    if (!cart?.items?.some((line) => line.id === lineId)) {
      // Another tab has taken it out, or the cart is gone. The page shows what there is.
      changed()
      return {}
    }
    await (units === 0
      ? shop.store.cart.deleteLineItem(cart.id, lineId)
      : shop.store.cart.updateLineItem(cart.id, lineId, { quantity: units }))
    changed()
    return {}
  })
}

/** Puts things right after a sign-in, in another language, or where a cart is gone. */
export const settleCart = async (): Promise<Outcome> =>
  await attempt(async () => {
    const [cart, locale] = [await ownCart(), await getLocale()]
    if (cart && !isIn(cart, locale)) {
      const shop = await shopOfVisitor()
      await shop.store.cart.update(cart.id, { locale: MEDUSA_LOCALES[locale] })
    }
    changed()
    return {}
  })

/** For a line, "not possible" means that there are not so many: Medusa says that in words only. */
const sold = async (act: () => Promise<object>): Promise<Outcome> => {
  const outcome = await attempt(act)
  return !outcome.ok && outcome.refusal === "other" ? { ok: false, refusal: "stock" } : outcome
}
