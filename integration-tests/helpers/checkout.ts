import { GERMAN_ADDRESS } from "./catalogue"
import type { CallOptions } from "./http"
import type { Shop } from "./shop"

/** A cart as Medusa's store routes show it. */
export type CartView = {
  id: string
  email: string | null
  customer?: { id: string; email: string; first_name?: string | null; phone?: string | null }
  items: { id: string; unit_price: number; quantity: number }[]
  shipping_address?: { id: string; address_1: string | null; city: string | null }
  billing_address?: { id: string }
  item_total: number
  payment_collection?: { id: string }
}

/** An order as Medusa's store routes show it. */
export type OrderView = { id: string; email: string; customer_id?: string; payment_collections: { id: string }[]; items: { id: string }[] }

const succeeded = <T>({ status, body }: { status: number; body: T }, what: string): T => {
  if (status >= 300) {
    throw new Error(`${what}: ${status} ${JSON.stringify(body)}`)
  }
  return body
}

/** Creates a cart with one BOLT-10 over HTTP, as a storefront does. Without a credential in `caller` it is a guest's. */
export const fillCart = async (shop: Shop, caller: CallOptions = {}, more: Record<string, unknown> = {}): Promise<CartView> => {
  const { regionId, variantIds } = shop.catalogue
  const body = {
    region_id: regionId,
    items: [{ variant_id: variantIds["BOLT-10"], quantity: 1 }],
    shipping_address: GERMAN_ADDRESS,
    ...more,
  }
  return succeeded(await shop.post<{ cart: CartView }>("/store/carts", { ...caller, body }), "The cart was refused").cart
}

/** Takes a cart through checkout up to the last step before completion. Returns the payment collection. */
export const readyCart = async (shop: Shop, cartId: string, caller: CallOptions = {}, email = "guest@example.com"): Promise<string> => {
  const { cheapShippingOptionId } = shop.catalogue
  const steps: [path: string, body: Record<string, unknown>][] = [
    [`/store/carts/${cartId}`, { email, billing_address: GERMAN_ADDRESS }],
    [`/store/carts/${cartId}/shipping-methods`, { option_id: cheapShippingOptionId }],
  ]
  for (const [path, body] of steps) {
    succeeded(await shop.post<object>(path, { ...caller, body }), path)
  }
  const collections = await shop.post<{ payment_collection: { id: string } }>("/store/payment-collections", {
    ...caller,
    body: { cart_id: cartId },
  })
  const { id } = succeeded(collections, "payment collection").payment_collection
  const session = { ...caller, body: { provider_id: "pp_system_default" } }
  succeeded(await shop.post<object>(`/store/payment-collections/${id}/payment-sessions`, session), "payment session")
  return id
}

/** Places an order over HTTP, as a storefront does. */
export const checkOut = async (shop: Shop, caller: CallOptions = {}, email?: string): Promise<OrderView & { cart_id: string }> => {
  const cart = await fillCart(shop, caller)
  await readyCart(shop, cart.id, caller, email)
  const completed = await shop.post<{ type: string; order: OrderView }>(`/store/carts/${cart.id}/complete`, caller)
  const { type, order } = succeeded(completed, "completion")
  if (type !== "order") {
    throw new Error(`No order: ${JSON.stringify(completed.body)}`)
  }
  return { ...order, cart_id: cart.id }
}
