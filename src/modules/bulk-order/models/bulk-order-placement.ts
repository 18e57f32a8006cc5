import { model } from "@medusajs/framework/utils"
import { PLACEMENT_STATUSES } from "../placement-status"

/** An attempt to place a bulk order. See `Placements` for who writes which column when. */
export const BulkOrderPlacement = model.define("bulk_order_placement", {
  id: model.id({ prefix: "bulk" }).primaryKey(),
  customer_id: model.text(),
  idempotency_key: model.text().nullable(),
  /** A hash of the request: the same key with another body is refused. */
  body_hash: model.text(),
  order_id: model.text(),
  line_count: model.number(),
  status: model.enum([...PLACEMENT_STATUSES]).default("running"),
  /** Whether the placement may have written more than this row. */
  opened: model.boolean().default(false),
  /** Whether the payment provider may have been asked for the money. */
  paying: model.boolean().default(false),
  leased_until: model.dateTime(),
  /** The quote that the order accepts. */
  quote_id: model.text().nullable(),
})
