import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { toLikePattern } from "../../postgres/sql"
import { inTimeRange } from "../../postgres/time-range"
import type { QuoteFilters } from "./types"

/** Which quotes a list has, whatever the page and the order. */
export type ListFilters = Omit<QuoteFilters, "limit" | "offset" | "order">

const TIMES = ["created_at", "updated_at", "waiting_since"] as const

/** The timeline entries that lists can be filtered by. */
const TIMES_OF_EVENTS = { sent_at: "sent", accepted_at: "accepted" } as const

type Condition = { sql: string; bindings: Knex.RawBinding[] }

const timeConditions = (filters: ListFilters): Condition[] => {
  const columns = TIMES.flatMap((column) => {
    const range = filters[column]
    return range ? [inTimeRange(`q.${column}`, range)] : []
  })
  const events = (Object.keys(TIMES_OF_EVENTS) as (keyof typeof TIMES_OF_EVENTS)[]).flatMap((name) => {
    const range = filters[name]
    const condition = range && inTimeRange("e.created_at", range)
    return condition
      ? [
          {
            ...condition,
            sql: `q.id IN (SELECT e.quote_id FROM quote_event e WHERE e.type = '${TIMES_OF_EVENTS[name]}' AND ${condition.sql})`,
          },
        ]
      : []
  })
  return [...columns, ...events]
}

/**
 * Returns the condition for the quotes `q` that match filters.
 *
 * @example
 * const { where, bindings } = toCondition({ status: "sent", created_at: { $gte: new Date("2026-11-01") } })
 */
export const toCondition = (filters: ListFilters): { where: string; bindings: Knex.RawBinding[] } => {
  const { customer_id, status, waiting, q } = filters
  const texts = [
    { sql: "q.customer_id = ?", binding: customer_id },
    { sql: "q.status = ?", binding: status },
    { sql: "q.search_text LIKE ?", binding: q ? toLikePattern(q) : undefined },
  ].flatMap(({ sql, binding }): Condition[] => (binding === undefined ? [] : [{ sql, bindings: [binding] }]))
  const turn = waiting === undefined ? [] : [`q.waiting_since IS ${waiting ? "NOT NULL" : "NULL"}`]
  const conditions = [...texts, ...timeConditions(filters)]
  return {
    where: ["q.deleted_at IS NULL", ...turn, ...conditions.map(({ sql }) => sql)].join(" AND "),
    bindings: conditions.flatMap(({ bindings }) => bindings),
  }
}
