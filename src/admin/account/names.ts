import type { NamedCustomer, Role } from "../api/types"

/**
 * Returns a person's name, or undefined if they have none.
 *
 * @example
 * personName({ first_name: "Mara", last_name: "Lindner" }) // "Mara Lindner"
 */
export const personName = (customer: Pick<NamedCustomer, "first_name" | "last_name"> | null | undefined): string | undefined =>
  [customer?.first_name, customer?.last_name].filter(Boolean).join(" ") || undefined

/**
 * Returns what a business is called: by its company, else by its customer.
 *
 * @example
 * businessName(role, customer) // "Lindner Holzbau GmbH"
 */
export const businessName = (role: Pick<Role, "company_name" | "customer_id">, customer: NamedCustomer | null | undefined): string =>
  role.company_name ?? personName(customer) ?? customer?.email ?? role.customer_id

/**
 * Returns a name as somebody can type it who reads it on the page: without what cannot be seen, and with single blanks.
 *
 * @example
 * typeable("Cedar  GmbH\u200b") // "Cedar GmbH"
 */
export const typeable = (name: string): string =>
  name
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim()
