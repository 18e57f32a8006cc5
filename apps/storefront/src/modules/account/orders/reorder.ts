"use server"

import type { HttpTypes } from "@medusajs/types"
import { isCustomerRoleError, type CustomerRoleClient } from "medusa-customer-role-storefront"
import { revalidatePath } from "next/cache"
import * as z from "zod"
import { getVisitor } from "@/lib/auth/server"
import { shopOfVisitor } from "@/lib/medusa/client"
import { attempt, type Outcome, refusalOf } from "../refusals"
import { keepCart, openCart, type OpenCart, shownCart } from "../../cart/cart"
import { fillCart } from "../../cart/fill-cart"
import { findOrder, type ShownOrder } from "./orders"

/** What came of a reorder: the cart and what it lacks, or the products that stand in the way. */
export type ReorderOutcome = Outcome<{ cart: OpenCart }> & { missing?: string[] }

type Reordered = { cart: HttpTypes.StoreCart | null; missing: string[] }

const wishes = z.object({ key: z.uuid(), replaces: z.boolean() })

/**
 * Puts the lines of one of the customer's own orders into a new cart, at today's prices and to the same address: all or
 * nothing where bulk orders are open to them, what is still sold otherwise. A cart with something in it is replaced only
 * if they say so.
 *
 * @param wish - `key` is the same for each repetition of one click
 */
export const reorder = async (orderId: string, wish: { key: string; replaces: boolean }): Promise<ReorderOutcome> => {
  const read = wishes.safeParse(wish)
  if (!read.success) {
    return { ok: false, refusal: "other" }
  }
  const { key, replaces } = read.data
  const visitor = await getVisitor()
  if (visitor.status !== "known") {
    return { ok: false, refusal: visitor.status === "refused" ? refusalOf({ code: visitor.denial }) : REFUSALS[visitor.status] }
  }
  const { customer_id: customerId, access } = visitor.role
  const outcome = await attempt(async () => {
    const order = await findOrder(orderId, customerId)
    if (!order) {
      return { refusal: "gone" as const }
    }
    if (!replaces && (await openCart())) {
      return { refusal: "cartOpen" as const }
    }
    const shop = await shopOfVisitor()
    const { cart, missing } = await (access.bulk_orders.allowed ? reorderAll(shop, order, key) : reorderWhatIsSold(shop, order))
    const shown = cart && shownCart(cart)
    if (!cart || !shown) {
      return { refusal: "linesUnavailable" as const, missing }
    }
    await keepCart(cart.id)
    revalidatePath("/", "layout")
    return { cart: shown, missing }
  })
  if (!outcome.ok || outcome.refusal === undefined) {
    return outcome
  }
  return { ok: false, refusal: outcome.refusal, missing: outcome.missing }
}

const REFUSALS = { "signed-out": "signedOut", unavailable: "noAnswer" } as const

const reorderAll = async (shop: CustomerRoleClient, order: ShownOrder, key: string): Promise<Reordered> => {
  try {
    const { cart } = await shop.bulkOrders.createCart(
      { from_order_id: order.id, shipping_address: addressOf(order) },
      { idempotencyKey: key }
    )
    return { cart, missing: [] }
  } catch (error) {
    if (!isCustomerRoleError(error, "bulk_order_invalid")) {
      throw error
    }
    const titles = new Map((order.items ?? []).map((line) => [line.variant_sku ?? "", titleOf(line)]))
    const missing = error.errors.map(({ sku }) => titles.get(sku ?? "") ?? sku ?? "").filter((title) => title !== "")
    return { cart: null, missing }
  }
}

const reorderWhatIsSold = async (shop: CustomerRoleClient, order: ShownOrder): Promise<Reordered> => {
  const lines = order.items ?? []
  const sellable = lines.filter(({ variant_id, quantity }) => variant_id && quantity > 0)
  const { cart, leftOut } = await fillCart(sellable, {
    create: async (its) => {
      const { cart: created } = await shop.store.cart.create({
        region_id: order.region_id ?? undefined,
        shipping_address: Object.fromEntries(Object.entries(addressOf(order)).map(([field, value]) => [field, value ?? ""])),
        items: its.map(itemOf),
      })
      return created
    },
    add: async ({ id }, line) => (await shop.store.cart.createLineItem(id, itemOf(line))).cart,
  })
  const missing = [...lines.filter((line) => !sellable.includes(line)), ...leftOut]
  return { cart, missing: [...new Set(missing.map(titleOf))] }
}

const itemOf = ({ variant_id, quantity }: HttpTypes.StoreOrderLineItem) => ({ variant_id: variant_id ?? "", quantity })

const titleOf = ({ product_title, title }: HttpTypes.StoreOrderLineItem): string => product_title ?? title

const addressOf = ({ shipping_address: address }: ShownOrder) => ({
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
})
