import { model } from "@medusajs/framework/utils"
import { PLACEMENT_STATUSES } from "../placement-status"

/** An attempt to place a bulk order. See `Placements` for who writes which column when. */
export const BulkOrderPlacement = model.define("bulk_order_placement", {
  id: model.id({ prefix: "bulk" }).primaryKey(),
  customer_id: model.text(),
  idempotency_key: model.text().nullable(),
  /** With the same key, the same body: a hash of what the request said. */
  body_hash: model.text(),
  order_id: model.text(),
  line_count: model.number(),
  status: model.enum([...PLACEMENT_STATUSES]).default("running"),
  /** Whether more than this row may have been written. */
  opened: model.boolean().default(false),
  /** Whether the payment provider may have been asked for the money. */
  paying: model.boolean().default(false),
  leased_until: model.dateTime(),
  /** The quote that the order accepts. */
  quote_id: model.text().nullable(),
})
