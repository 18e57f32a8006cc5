"use server"

import type { HttpTypes } from "@medusajs/types"
import type { CustomerRoleClient } from "medusa-customer-role-storefront"
import { revalidatePath } from "next/cache"
import * as z from "zod"
import { getVisitor } from "@/lib/auth/server"
import { shopOfVisitor } from "@/lib/medusa/client"
import { isId } from "@/lib/medusa/id"
import { listAddresses } from "../account/addresses/addresses"
import { toMedusa } from "../account/addresses/to-medusa"
import { attempt, type Outcome, refusalOf, RefusalError } from "../account/refusals"
import { forgetCart, type MedusaCart } from "../cart/cart"
import { cartIdOfVisitor, ownCart } from "../cart/own-cart"
import { type CheckoutValues, NEW_ADDRESS, newAddressSchema, savedAddressSchema } from "./checkout-schema"
import { keepOrder } from "./placed-order"

/** Shows the checkout anew, with what the shop says now. */
const recount = () => revalidatePath("/[locale]/checkout", "page")

const country = z.string().regex(/^[a-z]{2}$/)

/** Sets where the cart goes, so that the total has the right taxes before an address is complete. */
export const setCountry = async (code: string): Promise<Outcome> => {
  const read = country.safeParse(code)
  if (!read.success) {
    return { ok: false, refusal: "other" }
  }
  return await attempt(async () => {
    const [shop, cart] = [await shopOfVisitor(), await ownCart()]
    if (cart && cart.shipping_address?.country_code !== read.data) {
      await shop.store.cart.update(cart.id, { shipping_address: { country_code: read.data } })
      recount()
    }
    return {}
  })
}

/** Chooses how the cart is delivered. The shop sets what that costs. */
export const chooseDelivery = async (deliveryId: string): Promise<Outcome> => {
  if (!isId(deliveryId)) {
    return { ok: false, refusal: "other" }
  }
  return await attempt(async () => {
    const [shop, cart] = [await shopOfVisitor(), await ownCart()]
    if (cart) {
      await shop.store.cart.addShippingMethod(cart.id, { option_id: deliveryId })
      recount()
    }
    return {}
  })
}

/** What came of an order: placed, or why not. `total` is what it costs now, where that has changed. */
export type OrderOutcome = Outcome & { total?: number }

/**
 * Places the order of the visitor's cart: address, delivery, payment, and the order itself. Prices, taxes and whether somebody
 * may buy on account are the shop's to say. Nothing is ordered for another total than the one that they have seen.
 *
 * @param seenTotal - the total on their page, in major units
 */
export const placeOrder = async (values: CheckoutValues, seenTotal: number): Promise<OrderOutcome> => {
  const visitor = await getVisitor()
  const isGuest = visitor.status === "signed-out"
  const typed = newAddressSchema({ isGuest }).safeParse(values)
  const { addressId }: { addressId?: unknown } = Object(values)
  const read = addressId === NEW_ADDRESS ? typed : savedAddressSchema({ isGuest }).safeParse(values)
  if (!read.success || !Number.isFinite(seenTotal)) {
    return { ok: false, refusal: "other" }
  }
  const its = read.data
  const newAddress = its.addressId === NEW_ADDRESS && typed.success ? toMedusa(typed.data) : null
  let changedTotal: number | undefined
  const outcome = await attempt(async () => {
    const shop = await shopOfVisitor()
    const earlier = await orderedAlready(shop)
    if (earlier) {
      await confirmed(earlier)
      return {}
    }
    const cart = await ownCart()
    if (!cart?.items?.length) {
      throw new RefusalError("cartEmpty")
    }
    const address = newAddress ?? (await savedAddress(its.addressId))
    const purchaseOrderNumber = visitor.status === "known" && visitor.role.account_type === "business" ? its.purchaseOrderNumber : ""
    await shop.store.cart.update(cart.id, {
      ...(isGuest && { email: its.email }),
      shipping_address: address,
      billing_address: address,
      metadata: { ...cart.metadata, purchase_order_number: purchaseOrderNumber },
    })
    const { cart: ready } = await shop.store.cart.addShippingMethod(cart.id, { option_id: its.deliveryId })
    if (Math.abs(ready.total - seenTotal) >= 0.005) {
      changedTotal = ready.total
      recount()
      throw new RefusalError("totalChanged")
    }
    await confirmed(await order(shop, ready, its.providerId))
    if (!isGuest && newAddress && its.keepsAddress) {
      // The order stands, whatever comes of this.
      await shop.store.customer.createAddress(newAddress).catch((error: unknown) => console.warn("An address was not saved.", error))
    }
    return {}
  })
  return !outcome.ok && changedTotal !== undefined ? { ...outcome, total: changedTotal } : outcome
}

/** An answer may have got lost on its way: then the cart has been ordered, and completing it again returns that order. */
const orderedAlready = async (shop: CustomerRoleClient): Promise<HttpTypes.StoreOrder | null> => {
  const id = await cartIdOfVisitor()
  if (!id) {
    return null
  }
  try {
    const { cart }: { cart: MedusaCart } = await shop.store.cart.retrieve(id, { fields: "id,completed_at" })
    if (!cart.completed_at) {
      return null
    }
    const completed = await shop.store.cart.complete(id)
    return completed.type === "order" ? completed.order : null
  } catch (error) {
    return refusalOf(error) === "gone" ? null : Promise.reject(error)
  }
}

const order = async (shop: CustomerRoleClient, cart: HttpTypes.StoreCart, providerId: string): Promise<HttpTypes.StoreOrder> => {
  await shop.store.payment.initiatePaymentSession(cart, { provider_id: providerId })
  const completed = await shop.store.cart.complete(cart.id).catch((error: unknown) => {
    // What Medusa itself refuses here without a reason of the plugin is stock that somebody else was quicker to order.
    throw refusalOf(error) === "other" ? new RefusalError("stock") : error
  })
  if (completed.type === "cart") {
    throw new RefusalError("payment")
  }
  return completed.order
}

const confirmed = async ({ id }: HttpTypes.StoreOrder): Promise<void> => {
  await keepOrder(id)
  await forgetCart()
  revalidatePath("/", "layout")
}

const savedAddress = async (id: string) => {
  const address = (await listAddresses()).find((one) => one.id === id)
  if (!address) {
    throw new RefusalError("gone")
  }
  const { first_name, last_name, company, address_1, address_2, postal_code, city, province, country_code, phone } = address
  return Object.fromEntries(
    Object.entries({ first_name, last_name, company, address_1, address_2, postal_code, city, province, country_code, phone }).map(
      ([field, value]) => [field, value ?? ""]
    )
  )
}
