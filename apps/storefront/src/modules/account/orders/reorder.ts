"use server"

import { isCustomerRoleError } from "medusa-customer-role-storefront"
import { revalidatePath } from "next/cache"
import { getVisitor } from "@/lib/auth/server"
import { shopOfVisitor } from "@/lib/medusa/client"
import { attempt, type Outcome } from "../refusals"
import { keepCart, type OpenCart, shownCart } from "./cart"

/** What came of a reorder: the cart, or the products that stand in the way. */
export type ReorderOutcome = Outcome<{ cart: OpenCart | null }> & { missing?: string[] }

/**
 * Puts the lines of an earlier order into a new cart, at today's prices and to the same address: for businesses all or
 * nothing, as their orders are, for individuals what is still sold.
 */
export const reorder = async (orderId: string): Promise<ReorderOutcome> => {
  let missing: string[] | undefined
  const outcome = await attempt(async () => {
    const shop = await shopOfVisitor()
    const { order } = await shop.store.order.retrieve(String(orderId))
    const visitor = await getVisitor()
    const isBusiness = visitor.status === "known" && visitor.role.account_type === "business"
    const address = order.shipping_address
    const shippingAddress = {
      first_name: address?.first_name,
      last_name: address?.last_name,
      company: address?.company,
      address_1: address?.address_1,
      address_2: address?.address_2,
      postal_code: address?.postal_code,
      city: address?.city,
      province: address?.province,
      phone: address?.phone,
      country_code: address?.country_code ?? "",
    }
    if (isBusiness) {
      try {
        const { cart } = await shop.bulkOrders.createCart({ from_order_id: order.id, shipping_address: shippingAddress })
        await keepCart(cart.id)
        return { cart: shownCart(cart) }
      } catch (error) {
        if (isCustomerRoleError(error, "bulk_order_invalid")) {
          const titles = new Map((order.items ?? []).map((line) => [line.variant_sku ?? "", line.product_title ?? line.title]))
          missing = error.errors.map(({ sku }) => titles.get(sku ?? "") ?? sku ?? "").filter((title) => title !== "")
        }
        throw error
      }
    }
    const lines = (order.items ?? []).filter(({ variant_id, quantity }) => variant_id && quantity > 0)
    const { cart } = await shop.store.cart.create({
      region_id: order.region_id ?? undefined,
      shipping_address: Object.fromEntries(Object.entries(shippingAddress).map(([field, value]) => [field, value ?? ""])),
      items: lines.map(({ variant_id, quantity }) => ({ variant_id: variant_id ?? "", quantity })),
    })
    await keepCart(cart.id)
    return { cart: shownCart(cart) }
  })
  if (outcome.ok) {
    revalidatePath("/dashboard")
  }
  return missing ? { ...outcome, missing } : outcome
}
