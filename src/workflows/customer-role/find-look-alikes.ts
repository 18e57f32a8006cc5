import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CustomerMetaRecord } from "../../modules/customer-role/types"
import { select } from "../../postgres/sql"
import { companyDomain } from "../../text/company-domain"

/** Another customer who may belong to the same company. */
export type LookAlike = Pick<
  CustomerMetaRecord,
  "customer_id" | "account_type" | "company_name" | "tax_id" | "verification_status" | "disabled_at" | "created_at" | "deleted_at"
>

/** The other customers with the same tax id, closed accounts included, and those with the same e-mail domain, newest first. */
export type LookAlikes = {
  same_tax_id: LookAlike[]
  same_email_domain: LookAlike[]
  /** The domain that was looked for, or `null` where anybody can open a mailbox. */
  email_domain: string | null
}

const MOST = 10

const COLUMNS = "m.customer_id, m.account_type, m.company_name, m.tax_id, m.verification_status, m.disabled_at, m.created_at, m.deleted_at"

/** Spaces, punctuation and case do not make another tax id. The index has the same expression. */
const taxIdKey = (expression: string): string => `upper(regexp_replace(${expression}, '[^0-9A-Za-z]', '', 'g'))`

/**
 * Returns other customers who may belong to the same company, at most ten of each kind. Domains where anybody can open a
 * mailbox do not count.
 *
 * @example
 * const { same_tax_id } = await findLookAlikes(container, { customer_id: "cus_123", tax_id: "DE 123", email: "ada@cedar.example" })
 */
export const findLookAlikes = async (
  container: MedusaContainer,
  { customer_id, tax_id, email }: Pick<CustomerMetaRecord, "customer_id" | "tax_id"> & { email: string | null }
): Promise<LookAlikes> => {
  const db: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const domain = companyDomain(email)
  const [same_tax_id, same_email_domain] = await Promise.all([
    tax_id && /[0-9A-Za-z]/.test(tax_id) ? findByTaxId(db, customer_id, tax_id) : [],
    domain ? findByDomain(db, customer_id, domain) : [],
  ])
  return { same_tax_id, same_email_domain, email_domain: domain ?? null }
}

/** A closed account may be the reason for a new one. Of several records of a customer, the live or the last one counts. */
const findByTaxId = (db: Knex, customerId: string, taxId: string): Promise<LookAlike[]> =>
  select<LookAlike>(
    db,
    `SELECT * FROM (
       SELECT DISTINCT ON (m.customer_id) ${COLUMNS} FROM customer_meta m
       WHERE m.tax_id IS NOT NULL AND ${taxIdKey("m.tax_id")} = ${taxIdKey("CAST(? AS text)")} AND m.customer_id <> ?
       ORDER BY m.customer_id, m.deleted_at DESC NULLS FIRST
     ) found ORDER BY found.created_at DESC, found.customer_id LIMIT ?`,
    [taxId, customerId, MOST]
  )

const findByDomain = (db: Knex, customerId: string, domain: string): Promise<LookAlike[]> =>
  select<LookAlike>(
    db,
    `SELECT ${COLUMNS} FROM customer c JOIN customer_meta m ON m.customer_id = c.id AND m.deleted_at IS NULL
     WHERE lower(substring(c.email from '@([^@]*)$') COLLATE "C") = ? AND c.deleted_at IS NULL AND c.id <> ?
     ORDER BY m.created_at DESC, m.customer_id LIMIT ?`,
    [domain, customerId, MOST]
  )
