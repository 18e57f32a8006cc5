import type { AddressValues } from "./address-schema"

/**
 * Returns an address that somebody has typed as Medusa takes it, for customers and for orders.
 *
 * @example
 * await shop.store.cart.update(cart.id, { shipping_address: toMedusa(values) })
 */
export const toMedusa = ({ company, firstName, lastName, line1, line2, postalCode, city, country, phone }: AddressValues) => ({
  company,
  first_name: firstName,
  last_name: lastName,
  address_1: line1,
  address_2: line2,
  postal_code: postalCode,
  city,
  country_code: country,
  phone,
})
