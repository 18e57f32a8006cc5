import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { type CountedRange, intervalOf, isInRange } from "../../../postgres/intervals"
import { select } from "../../../postgres/sql"

/** The bulk orders of one calendar interval in one currency. The total is in major units. */
export type BulkOrderFigure = { start: string; currency_code: string; count: number; total: number }

/**
 * Returns the bulk orders of a range, as one transaction sees them. Medusa's totals count, after whatever the shop has
 * changed in an order. Cancelled orders do not count, and neither do accepted quotes, which have figures of their own.
 *
 * @example
 * const figures = await loadBulkOrderFigures(trx, { from, to, interval: "week", time_zone: "Europe/Berlin" })
 */
export const loadBulkOrderFigures = async (trx: Knex, range: CountedRange): Promise<BulkOrderFigure[]> => {
  const rows = await select<{ start: string; currency_code: string; count: string; total: string | null }>(
    trx,
    `SELECT ${intervalOf("p.created_at")} AS start, o.currency_code, count(*) AS count,
            sum(CAST(s.totals->>'current_order_total' AS numeric)) AS total
     FROM order_placer p
     JOIN "order" o ON o.id = p.id AND o.deleted_at IS NULL AND o.status <> 'canceled'
     LEFT JOIN order_summary s ON s.order_id = o.id AND s.version = o.version AND s.deleted_at IS NULL
     WHERE p.placed_through = 'bulk_order' AND ${isInRange("p.created_at")}
       AND NOT EXISTS (SELECT 1 FROM quote q WHERE q.order_id = o.id)
     GROUP BY 1, 2 ORDER BY 2`,
    range
  )
  return rows.map(({ count, total, ...row }) => ({ ...row, count: Number(count), total: Number(total ?? 0) }))
}
