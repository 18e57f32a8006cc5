import "server-only"

import type { HttpTypes } from "@medusajs/types"
import { getLocale } from "next-intl/server"
import { shopOfVisitor } from "@/lib/medusa/client"
import type { CountryOption } from "../countries"

/** An address of the customer. */
export type ShownAddress = HttpTypes.StoreCustomerAddress

/**
 * Returns the customer's own addresses, the one used by default first.
 *
 * @example
 * const addresses = await listAddresses()
 */
export const listAddresses = async (): Promise<ShownAddress[]> => {
  const shop = await shopOfVisitor()
  const { addresses } = await shop.store.customer.listAddress({ limit: 100 })
  return addresses.toSorted((one, other) => Number(other.is_default_shipping) - Number(one.is_default_shipping))
}

/** Returns the countries that the shop delivers to, named in the visitor's language. */
export const deliveryCountries = async (): Promise<CountryOption[]> => {
  const shop = await shopOfVisitor()
  const locale = await getLocale()
  const { regions } = await shop.store.region.list({ fields: "id,*countries" })
  const names = new Intl.DisplayNames(locale, { type: "region" })
  const codes = new Set(regions.flatMap(({ countries }) => (countries ?? []).flatMap(({ iso_2 }) => iso_2 ?? [])))
  return [...codes]
    .map((code) => ({ code, name: names.of(code.toUpperCase()) ?? code }))
    .sort((one, other) => one.name.localeCompare(other.name, locale))
}
