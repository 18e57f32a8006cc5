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
