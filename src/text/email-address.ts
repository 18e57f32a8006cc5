import { sqlKey } from "../postgres/sql"

/**
 * The form of an e-mail address that says which mailbox it is: ASCII letters in lower case, and nothing else changed.
 *
 * No other letters fold. JavaScript's `toLowerCase()` makes a `k` of the Kelvin sign (U+212A), as PostgreSQL's `lower()`
 * and `ILIKE` do in a database with a Unicode locale: an address of somebody else's that looks alike.
 *
 * @example
 * foldEmail("Kim@Example.com") // "kim@example.com"
 */
export const foldEmail = (email: string): string => email.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())

/**
 * Whether two e-mail addresses are of one mailbox.
 *
 * @example
 * isSameEmail("Kim@example.com", "kim@example.com") // true
 * isSameEmail("\u212Aim@example.com", "kim@example.com") // false
 */
export const isSameEmail = (one: string | null | undefined, other: string | null | undefined): boolean =>
  typeof one === "string" && typeof other === "string" && foldEmail(one) === foldEmail(other)

/**
 * A filter of customers by {@link foldEmail}, for the Customer Module and `query.graph`. It serves one query. The
 * collation makes PostgreSQL fold as we do, whatever locale the database has, and lets it use the index that the plugin
 * adds to Medusa's table.
 *
 * @example
 * const customers = await customerModule.listCustomers({ ...emailFilter(["kim@example.com"]), has_account: true })
 */
export const emailFilter = (emails: string[]): Record<string, string[]> => ({
  [sqlKey((customer) => `lower(${customer}.email COLLATE "C")`)]: emails.map(foldEmail),
})

/** Whose an e-mail address is among the registered customers that have it in some case. */
export type EmailOwner<Customer> = {
  /** The customer who counts; `null` where none does. */
  customer: Customer | null
  /** The address as it is kept where it goes to somebody new: in lower case, or as it is where somebody has that. */
  stored: string
  /** Several customers have it in different cases, and none of them exactly so. */
  ambiguous: boolean
}

/**
 * Decides whose an e-mail address is among the registered customers that have it in some case, which Medusa keeps apart:
 * of several, the one who has it exactly so, else nobody. Whoever registers another case takes nothing away from anybody.
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
