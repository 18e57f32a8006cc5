import type { CustomerMetaRecord } from "../types"

/**
 * What the admin list searches of a record: company, tax id and the customer's e-mail address and names.
 *
 * @example
 * toSearchText({ company_name: "Cedar GmbH", tax_id: null }, ["ada@cedar.example", "Ada Lovelace"])
 * // "cedar gmbh\nada@cedar.example\nada lovelace"
 */
export const toSearchText = (
  { company_name, tax_id }: Pick<CustomerMetaRecord, "company_name" | "tax_id">,
  terms: (string | null)[]
): string => [company_name, tax_id, ...terms].filter(Boolean).join("\n").toLowerCase()
