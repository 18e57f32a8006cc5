import type { HttpTypes } from "@medusajs/types"

/** An address of the customer to choose, in one line. */
export type AddressChoice = { id: string; name: string }

/**
 * Returns addresses as choices of a list.
 *
 * @example
 * <QuickOrderDesk addresses={addressChoices(await listAddresses())} />
 */
export const addressChoices = (addresses: HttpTypes.StoreCustomerAddress[]): AddressChoice[] =>
  addresses.map(({ id, company, first_name, last_name, address_1, postal_code, city }) => {
    const person = [first_name, last_name].filter(Boolean).join(" ")
    const place = [postal_code, city].filter(Boolean).join(" ")
    return { id, name: [company || person, address_1, place].filter(Boolean).join(", ") }
  })
