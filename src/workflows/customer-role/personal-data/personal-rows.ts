const OF_CUSTOMER = "t.customer_id = :customer_id"

// Includes closed records: they name Clerk users that the person had before.
const OF_CLERK_USER = "t.clerk_user_id IN (SELECT m.clerk_user_id FROM customer_meta m WHERE m.customer_id = :customer_id)"

const OF_QUOTE = "t.quote_id IN (SELECT q.id FROM quote q WHERE q.customer_id = :customer_id)"

/**
 * The rows of each table that are about a person, as a condition on the alias `t`. Covers every table that references a
 * customer or a Clerk user; a test compares it with the database.
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
  saved_list: OF_CUSTOMER,
  quote: OF_CUSTOMER,
  quote_item: OF_QUOTE,
  quote_revision: OF_QUOTE,
  quote_revision_item: `t.revision_id IN (SELECT r.id FROM quote_revision r JOIN quote q ON q.id = r.quote_id WHERE q.customer_id = :customer_id)`,
  quote_event: OF_QUOTE,
  quote_message: OF_QUOTE,
  quote_attachment: `t.message_id IN (SELECT m.id FROM quote_message m JOIN quote q ON q.id = m.quote_id WHERE q.customer_id = :customer_id)`,
} as const satisfies Record<string, string>
