import { GERMAN_ADDRESS } from "./catalogue"
import type { Answer, CallOptions } from "./http"
import type { Shop } from "./shop"

/** The payment provider on account, as the tests' app registers it. */
export const ON_ACCOUNT = "pp_on-account_b2b"

type Caller = Pick<CallOptions, "token" | "cookie">

/** The fields of a checkout's answers that tests read. */
export type CheckoutAnswer = {
  type?: string
  code?: string
  message?: string
  cart?: { id: string }
  order?: { id: string; customer_id: string | null; metadata: Record<string, unknown> | null }
  error?: { type: string; message: string }
  payment_collection?: { id: string; payment_sessions?: { id: string; provider_id: string }[] }
  shipping_options?: { id: string }[]
}

/** The requests that a storefront sends on its way to an order. */
export type StoreCheckout = {
  /** Creates a cart with one bolt and an address, ready for payment. Returns its id. */
  cart: (caller: Caller, more?: Record<string, unknown>) => Promise<string>
  /** Adds a shipping method and a payment collection to a cart. Returns the collection's id. */
  readyToPay: (caller: Caller, cartId: string) => Promise<string>
  session: (caller: Caller, collectionId: string, providerId?: string, data?: Record<string, unknown>) => Promise<Answer<CheckoutAnswer>>
  complete: (caller: Caller, cartId: string) => Promise<Answer<CheckoutAnswer>>
}

/**
 * Checks out over HTTP, as a storefront does.
 *
 * @example
 * const checkout = storeCheckoutOf(shop)
 * const cartId = await checkout.cart({ token })
 */
export const storeCheckoutOf = (shop: Shop): StoreCheckout => {
  const posted = async (path: string, options: CallOptions): Promise<CheckoutAnswer> => {
    const { status, body } = await shop.post<CheckoutAnswer>(path, options)
    if (status !== 200) {
      throw new Error(`${path}: ${status} ${JSON.stringify(body)}`)
    }
    return body
  }
  return {
    async cart(caller, more) {
      const { cart } = await posted("/store/carts", {
        ...caller,
        body: {
          region_id: shop.catalogue.regionId,
          items: [{ variant_id: shop.catalogue.variantIds["BOLT-10"], quantity: 1 }],
          shipping_address: GERMAN_ADDRESS,
          ...more,
        },
      })
      return cart?.id ?? ""
    },
    async readyToPay(caller, cartId) {
      await posted(`/store/carts/${cartId}/shipping-methods`, { ...caller, body: { option_id: shop.catalogue.cheapShippingOptionId } })
      const { payment_collection } = await posted("/store/payment-collections", { ...caller, body: { cart_id: cartId } })
      return payment_collection?.id ?? ""
    },
    session: (caller, collectionId, provider_id = ON_ACCOUNT, data) =>
      shop.post(`/store/payment-collections/${collectionId}/payment-sessions`, { ...caller, body: { provider_id, data } }),
    complete: (caller, cartId) => shop.post(`/store/carts/${cartId}/complete`, caller),
  }
}
