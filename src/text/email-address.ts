import { sqlKey } from "../postgres/sql"

/**
 * Returns the form of an e-mail address that identifies the mailbox: ASCII letters in lower case, all else unchanged.
 *
 * Only ASCII folds. JavaScript's `toLowerCase()` turns the Kelvin sign (U+212A) into `k`, and so do PostgreSQL's
 * `lower()` and `ILIKE` under a Unicode locale. That would hand an account to somebody with a look-alike address.
 *
 * @example
 * foldEmail("Kim@Example.com") // "kim@example.com"
 */
export const foldEmail = (email: string): string => email.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/**
 * Tells whether two e-mail addresses belong to one mailbox.
 *
 * @example
 * isSameEmail("Kim@example.com", "kim@example.com") // true
 * isSameEmail("\u212Aim@example.com", "kim@example.com") // false
 */
export const isSameEmail = (one: string | null | undefined, other: string | null | undefined): boolean =>
  typeof one === "string" && typeof other === "string" && foldEmail(one) === foldEmail(other)

/**
 * Returns a filter that finds customers by {@link foldEmail}, for the Customer Module and `query.graph`. It is valid for
 * a single query. The collation makes PostgreSQL fold as this plugin does under any locale, and lets it use the index
 * that the plugin adds to Medusa's table.
 *
 * @example
 * const customers = await customerModule.listCustomers({ ...emailFilter(["kim@example.com"]), has_account: true })
 */
export const emailFilter = (emails: string[]): Record<string, string[]> => ({
  [sqlKey((customer) => `lower(${customer}.email COLLATE "C")`)]: emails.map(foldEmail),
})

/** Who owns an e-mail address, among the registered customers that have it in any case. */
export type EmailOwner<Customer> = {
  /** The owner; `null` if nobody owns the address. */
  customer: Customer | null
  /** How a new customer's address is stored: in lower case, or unchanged if somebody already has the lower-case form. */
  stored: string
  /** Whether several customers have the address in other cases, and none in exactly this one. */
  ambiguous: boolean
}

/**
 * Decides who owns an e-mail address. Medusa lets several customers register it in different cases: the owner is the one
 * who has it in exactly this case, or else the only one. Registering another case takes nothing from anybody.
 *
 * @example
 * ownerOfEmail("kim@example.com", [{ id: "cus_1", email: "Kim@example.com" }]).customer // { id: "cus_1", … }
 */
export const ownerOfEmail = <Customer extends { email?: string | null }>(
  email: string,
  registered: readonly Customer[]
): EmailOwner<Customer> => {
  const variants = registered.filter((customer) => isSameEmail(customer.email, email))
  const exact = variants.find((customer) => customer.email === email) ?? null
  const customer = exact ?? (variants.length === 1 ? variants[0] : null)
  const isFoldedTaken = variants.some((variant) => variant.email === foldEmail(email))
  return { customer, stored: isFoldedTaken ? email : foldEmail(email), ambiguous: customer === null && variants.length > 1 }
}
