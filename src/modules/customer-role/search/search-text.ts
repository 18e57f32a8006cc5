import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { select } from "../../../postgres/sql"
import { SELECT_RECORD } from "../role-lookup"
import type { CustomerMetaRecord } from "../types"

/** The columns of a Medusa customer that the admin list searches. */
export type SearchableCustomer = { email: string | null; first_name: string | null; last_name: string | null }

/**
 * Returns what the admin list searches of a Medusa customer. Both names are one term, so that a full name is found.
 *
 * @example
 * searchTermsOf({ email: "ada@cedar.example", first_name: "Ada", last_name: "Lovelace" }) // ["ada@cedar.example", "Ada Lovelace"]
 */
export const searchTermsOf = ({ email, first_name, last_name }: SearchableCustomer): (string | null)[] => [
  email,
  [first_name, last_name].filter(Boolean).join(" "),
]

/**
 * Returns the text that the admin list searches: company, tax id and the terms of the customer.
 *
 * @example
 * toSearchText({ company_name: "Cedar GmbH", tax_id: null }, ["ada@cedar.example", "Ada Lovelace"])
 * // "cedar gmbh\nada@cedar.example\nada lovelace"
 */
export const toSearchText = (
  { company_name, tax_id }: Pick<CustomerMetaRecord, "company_name" | "tax_id">,
  terms: (string | null)[]
): string => [company_name, tax_id, ...terms].filter(Boolean).join("\n").toLowerCase()

/** Updates the search text of a customer's live record, if there is one. */
export const refreshSearchText = async (trx: Knex.Transaction, customerId: string, terms: (string | null)[]): Promise<void> => {
  const [found] = await select<CustomerMetaRecord>(
    trx,
    `SELECT ${SELECT_RECORD} FROM customer_meta m WHERE m.customer_id = ? AND m.deleted_at IS NULL FOR UPDATE`,
    [customerId]
  )
  if (found) {
    await trx("customer_meta")
      .where({ id: found.id })
      .update({ search_text: toSearchText(found, terms) })
  }
}
