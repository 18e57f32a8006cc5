/** A span of time with at least one bound. Bounds are named as Medusa's lists name them. */
export type TimeRange = { $gt?: Date; $gte?: Date; $lt?: Date; $lte?: Date }

/** The precision of the times in answers. The database stores microseconds. */
const NEXT_MS = 1

const BOUNDS = [
  { name: "$gt", operator: ">=", shift: NEXT_MS },
  { name: "$gte", operator: ">=", shift: 0 },
  { name: "$lt", operator: "<", shift: 0 },
  { name: "$lte", operator: "<", shift: NEXT_MS },
] as const

/**
 * Returns SQL that tells whether a column's time is in a range, to the millisecond: a time that an answer shows is found by
 * `$lte` with that time, although the database stores it more precisely.
 *
 * @example
 * inTimeRange("q.created_at", { $gte: new Date("2026-11-01") }) // { sql: "q.created_at >= ?", bindings: [2026-11-01] }
 */
export const inTimeRange = (column: string, range: TimeRange): { sql: string; bindings: Date[] } => {
  const bounds = BOUNDS.flatMap(({ name, operator, shift }) => {
    const bound = range[name]
    return bound ? [{ sql: `${column} ${operator} ?`, binding: new Date(bound.getTime() + shift) }] : []
  })
  return { sql: bounds.map(({ sql }) => sql).join(" AND ") || "TRUE", bindings: bounds.map(({ binding }) => binding) }
}
