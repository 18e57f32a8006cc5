import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { change } from "../../../postgres/sql"
import { PERSONAL_ROWS } from "./personal-rows"

type PersonalTable = keyof typeof PERSONAL_ROWS

/** How many rows were erased or cleared, by table, and how many `files` were deleted. */
export type ErasedCounts = Record<string, number>

const eraseRows = (table: PersonalTable): string => `DELETE FROM ${table} t WHERE ${PERSONAL_ROWS[table]}`

const NOT_ACCEPTED = "SELECT q.id FROM quote q WHERE q.customer_id = :customer_id AND q.status <> 'accepted'"

/** Deletes the rows of open quotes, and clears the person from those of accepted ones. */
const eraseOfQuotes = (table: PersonalTable, cleared: string, quoteId = "t.quote_id"): string[] => [
  `DELETE FROM ${table} t WHERE ${quoteId} IN (${NOT_ACCEPTED})`,
  `UPDATE ${table} t SET ${cleared}, updated_at = now() WHERE ${PERSONAL_ROWS[table]}`,
]

/**
 * The statements that erase a person, in the order in which each still finds its rows: by quote, then by the Clerk users of
 * the records, then by customer.
 */
const ERASURES: Record<PersonalTable, string[]> = {
  quote_attachment: [eraseRows("quote_attachment")],
  quote_message: [eraseRows("quote_message")],
  quote_event: eraseOfQuotes(
    "quote_event",
    "actor_id = CASE WHEN actor_type = 'customer' THEN NULL ELSE actor_id END, impersonator_id = NULL, note = NULL, items = NULL"
  ),
  quote_revision_item: eraseOfQuotes(
    "quote_revision_item",
    "note = NULL",
    "(SELECT r.quote_id FROM quote_revision r WHERE r.id = t.revision_id)"
  ),
  quote_revision: eraseOfQuotes("quote_revision", "company_name = NULL, tax_id = NULL, message = NULL"),
  quote_item: eraseOfQuotes("quote_item", "note = NULL"),
  quote: eraseOfQuotes(
    "quote",
    "customer_id = '', company_name = NULL, tax_id = NULL, cart_id = NULL, internal_note = NULL, search_text = lower(number)",
    "t.id"
  ),
  bulk_order_placement: [eraseRows("bulk_order_placement")],
  saved_list: [eraseRows("saved_list")],
  idempotent_request: [eraseRows("idempotent_request")],
  order_placer: [
    `UPDATE order_placer t SET customer_id = NULL, company_name = NULL, tax_id = NULL, updated_at = now() WHERE ${PERSONAL_ROWS.order_placer}`,
  ],
  customer_set_aside: [eraseRows("customer_set_aside")],
  clerk_session: [eraseRows("clerk_session")],
  clerk_customer_creation: [eraseRows("clerk_customer_creation")],
  clerk_reconciliation_seen: [eraseRows("clerk_reconciliation_seen")],
  clerk_difference: [eraseRows("clerk_difference")],
  clerk_write_back: [eraseRows("clerk_write_back")],
  // The row stays, so that the same delivery does not take effect again.
  clerk_webhook_delivery: [
    `UPDATE clerk_webhook_delivery t SET clerk_user_id = NULL, updated_at = now() WHERE ${PERSONAL_ROWS.clerk_webhook_delivery}`,
  ],
  clerk_user_tombstone: [eraseRows("clerk_user_tombstone")],
  customer_role_event: [eraseRows("customer_role_event")],
  customer_meta: [eraseRows("customer_meta")],
}

/** Runs {@link ERASURES} and counts the rows that each table lost. */
export const eraseTables = async (trx: Knex.Transaction, customer_id: string): Promise<ErasedCounts> => {
  const counts: ErasedCounts = {}
  await trx.raw("SELECT set_config('customer_role.erasing', 'on', true)")
  for (const [table, statements] of Object.entries(ERASURES)) {
    for (const statement of statements) {
      counts[table] = (counts[table] ?? 0) + (await change(trx, statement, { customer_id }))
    }
  }
  await trx.raw("SELECT set_config('customer_role.erasing', 'off', true)")
  return counts
}
