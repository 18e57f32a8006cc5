import "server-only"

import { getVisitor } from "@/lib/auth/server"
import { shopOfVisitor } from "@/lib/medusa/client"
import { getMarket } from "@/lib/medusa/market"
import { deliveryCountries, listAddresses, type ShownAddress } from "../account/addresses/addresses"
import type { CountryOption } from "../account/countries"
import { findCart } from "../cart/cart"
import { linesOf, type ShownLine, type Sums, sumsOf } from "../cart/summary"
import { type PaymentChoice, paymentChoices } from "./payments"

/** A way of delivery, in the words of the shop. */
export type DeliveryChoice = { id: string; name: string; code: string; text: string; amount: number }

/** What the checkout shows. */
export type Checkout = {
  /** The customer's e-mail address; `null` for guests. */
  email: string | null
  /** The company that a business orders for; `null` for everybody else. */
  company: string | null
  isBusiness: boolean
  addresses: ShownAddress[]
  countries: CountryOption[]
  country: string
  deliveries: DeliveryChoice[]
  /** The delivery that the cart has. */
  deliveryId: string | null
  payments: PaymentChoice[]
  purchaseOrderNumber: string
  lines: ShownLine[]
  sums: Sums
}

/**
 * Returns what the checkout shows. Without anything in the cart, there is none.
 *
 * @throws Error if the shop does not answer
 * @example
 * const { checkout } = await loadCheckout()
 */
export const loadCheckout = async (): Promise<{ checkout: Checkout | null }> => {
  const [{ cart }, visitor, shop, { regionId, country }] = await Promise.all([findCart(), getVisitor(), shopOfVisitor(), getMarket()])
  if (!cart?.items?.length) {
    return { checkout: null }
  }
  const isSignedIn = visitor.status === "known"
  const [countries, addresses, customer, deliveries, providers] = await Promise.all([
    deliveryCountries(),
    isSignedIn ? listAddresses() : [],
    isSignedIn ? shop.store.customer.retrieve({ fields: "id,email" }) : null,
    shop.store.fulfillment.listCartOptions({ cart_id: cart.id }),
    shop.store.payment.listPaymentProviders({ region_id: cart.region_id ?? regionId }),
  ])
  const delivered = new Set(countries.map(({ code }) => code))
  const isBusiness = isSignedIn && visitor.role.account_type === "business"
  const number = cart.metadata?.purchase_order_number
  return {
    checkout: {
      email: customer?.customer.email ?? null,
      company: isBusiness ? visitor.role.company_name : null,
      isBusiness,
      addresses: addresses.filter(({ country_code }) => delivered.has(country_code ?? "")),
      countries,
      country: cart.shipping_address?.country_code ?? country,
      deliveries: deliveries.shipping_options
        .map(({ id, name, type, amount }) => ({ id, name, code: type?.code ?? "", text: type?.description ?? "", amount: amount ?? 0 }))
        .sort((one, other) => one.amount - other.amount),
      deliveryId: cart.shipping_methods?.[0]?.shipping_option_id ?? null,
      payments: paymentChoices(providers.payment_providers),
      purchaseOrderNumber: typeof number === "string" ? number : "",
      lines: linesOf(cart.items),
      sums: sumsOf(cart),
    },
  }
}
