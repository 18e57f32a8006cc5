import type { OrderAddress } from "../types"

/** Returns an address in the shape of Medusa's carts and orders. */
export const toCartAddress = ({ metadata, ...address }: OrderAddress) => ({
  first_name: address.first_name ?? undefined,
  last_name: address.last_name ?? undefined,
  phone: address.phone ?? undefined,
  company: address.company ?? undefined,
  address_1: address.address_1 ?? undefined,
  address_2: address.address_2 ?? undefined,
  city: address.city ?? undefined,
  country_code: address.country_code,
  province: address.province ?? undefined,
  postal_code: address.postal_code ?? undefined,
  metadata: metadata ?? undefined,
})
