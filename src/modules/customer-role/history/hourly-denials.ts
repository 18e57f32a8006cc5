import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Denial } from "../types"
import { insertEntry } from "./entries"

/**
 * Records a denied request once an hour for each customer, feature, code and impersonator. A client that keeps asking
 * would otherwise fill the history.
 */
export const recordHourlyDenial = async (db: Knex, { customer_meta_id, customer_id, feature, code, actor }: Denial): Promise<void> => {
  const hour = new Date().toISOString().slice(0, 13)
  const impersonated = actor.impersonator_id ? `:${actor.impersonator_id}` : ""
  await insertEntry(db, {
    type: "access_denied",
    actor,
    customer_meta_id,
    before: null,
    after: null,
    note: `${feature}: ${code}`,
    dedupe_key: `${customer_id}:${feature}:${code}:${hour}${impersonated}`,
  })
}
