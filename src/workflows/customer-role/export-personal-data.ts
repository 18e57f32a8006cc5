import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CustomerRoleError } from "../../errors"
import { select } from "../../postgres/sql"

const OF_CUSTOMER = "t.customer_id = :customer_id"

// Closed records as well: they say under which Clerk users the person was known.
const OF_CLERK_USER = "t.clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = :customer_id)"

const OF_QUOTE = "t.quote_id IN (SELECT q.id FROM quote q WHERE q.customer_id = :customer_id)"

/**
 * Which rows of the plugin's tables are about a person, as a condition on the alias `t`. Every table with a reference to a
 * customer or a Clerk user is here; a test holds the database against it.
 */
export const PERSONAL_ROWS = {
  customer_meta: OF_CUSTOMER,
  customer_role_event: "t.customer_meta_id IN (SELECT m.id FROM customer_meta m WHERE m.customer_id = :customer_id)",
  clerk_user_tombstone: OF_CLERK_USER,
  clerk_webhook_delivery: OF_CLERK_USER,
  clerk_write_back: `${OF_CUSTOMER} OR ${OF_CLERK_USER}`,
  clerk_difference: `${OF_CUSTOMER} OR ${OF_CLERK_USER}`,
  clerk_reconciliation_seen: OF_CLERK_USER,
  clerk_customer_creation: `${OF_CUSTOMER} OR ${OF_CLERK_USER}`,
  clerk_session: OF_CLERK_USER,
  customer_set_aside: `${OF_CUSTOMER} OR ${OF_CLERK_USER}`,
  order_placer: OF_CUSTOMER,
  idempotent_request: OF_CUSTOMER,
  bulk_order_placement: OF_CUSTOMER,
  quote: OF_CUSTOMER,
  quote_item: OF_QUOTE,
  quote_revision: OF_QUOTE,
  quote_revision_item: `t.revision_id IN (SELECT r.id FROM quote_revision r JOIN quote q ON q.id = r.quote_id WHERE q.customer_id = :customer_id)`,
  quote_event: OF_QUOTE,
  quote_message: OF_QUOTE,
  quote_attachment: `t.message_id IN (SELECT m.id FROM quote_message m JOIN quote q ON q.id = m.quote_id WHERE q.customer_id = :customer_id)`,
} as const satisfies Record<string, string>

/** All that the plugin's tables hold of a person. */
export type PersonalData = {
  customer_id: string
  exported_at: string
  /** Rows by table, as they are stored. */
  tables: Record<string, Record<string, unknown>[]>
}

/**
 * All that the plugin's tables hold of a customer, those of closed records and deleted quotes included. Of Medusa's own
 * tables, such as orders, nothing.
 *
 * @throws CustomerRoleError `not_found` where there is nothing
 *
 * @example
 * const { tables } = await exportPersonalData(container, "cus_123")
 */
export const exportPersonalData = async (container: MedusaContainer, customerId: string): Promise<PersonalData> => {
  const db = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  // One statement, so that everything is of one moment.
  const parts = Object.entries(PERSONAL_ROWS).map(
    ([name, condition]) => `(SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM ${name} t WHERE ${condition}) AS ${name}`
  )
  const [tables] = await select<PersonalData["tables"]>(db, `SELECT ${parts.join(", ")}`, { customer_id: customerId })
  if (Object.values(tables).every((rows) => rows.length === 0)) {
    throw new CustomerRoleError("not_found")
  }
  return { customer_id: customerId, exported_at: new Date().toISOString(), tables }
}
