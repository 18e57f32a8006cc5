"use server"

import { revalidatePath } from "next/cache"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { keepCart, openCart, type OpenCart, shownCart } from "../cart/cart"
import { attempt, type Outcome } from "../account/refusals"

/** Returns the cart of this browser, which another cart would replace. */
export const cartInTheWay = async (): Promise<Outcome<{ cart: OpenCart | null }>> => attempt(async () => ({ cart: await openCart() }))

/**
 * Makes a cart that the quick order has filled the cart of this browser. The shop answers with it only to its own
 * customer.
 */
export const takeFilledCart = async (id: string): Promise<Outcome<{ cart: OpenCart | null }>> =>
  attempt(async () => {
    const shop = await shopOfVisitor()
    const { cart } = await shop.store.cart.retrieve(isId(id) ? id : "-", { fields: "id,total,currency_code,completed_at,*items" })
    const shown = shownCart(cart)
    if (shown) {
      await keepCart(cart.id)
      revalidatePath("/", "layout")
    }
    return { cart: shown }
  })
