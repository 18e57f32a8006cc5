const BOUNDS = ["$gt", "$gte", "$lt", "$lte"] as const

/** A span of time, as Medusa's lists keep it in their URLs. Bounds are in ISO 8601. */
export type TimeFilter = { [Bound in (typeof BOUNDS)[number]]?: string }

/** The spans of time that a list is filtered by, by the names of the server's filters. */
export type TimeFilters = Record<string, TimeFilter>

const toIso = (value: unknown): string | undefined => {
  const time = typeof value === "string" ? Date.parse(value) : Number.NaN
  const iso = Number.isNaN(time) ? undefined : new Date(time).toISOString()
  // Years beyond four digits have a sign, which the server refuses.
  return iso && /^\d{4}-/.test(iso) ? iso : undefined
}

/**
 * Returns what is usable of a filter, or undefined if nothing is.
 *
 * @example
 * toTimeFilter({ $gte: "2026-11-01T00:00:00Z", $in: [] }) // { $gte: "2026-11-01T00:00:00.000Z" }
 */
export const toTimeFilter = (value: unknown): TimeFilter | undefined => {
  if (typeof value !== "object" || value === null) {
    return undefined
  }
  const given: Partial<Record<string, unknown>> = { ...value }
  const bounds = BOUNDS.flatMap((bound) => {
    const time = toIso(given[bound])
    return time ? [[bound, time] as const] : []
  })
  return bounds.length > 0 ? Object.fromEntries(bounds) : undefined
}

/**
 * Reads a filter from a URL parameter, as {@link writeTimeFilter} wrote it.
 *
 * @example
 * readTimeFilter('{"$gte":"2026-11-01T00:00:00.000Z"}')
 */
export const readTimeFilter = (parameter: string | null): TimeFilter | undefined => {
  try {
    return toTimeFilter(JSON.parse(parameter ?? "null"))
  } catch {
    return undefined
  }
}

/**
 * Returns the URL parameter of a filter.
 *
 * @example
 * writeTimeFilter({ $gte: "2026-11-01T00:00:00.000Z" })
 */
export const writeTimeFilter = (filter: TimeFilter): string => JSON.stringify(filter)

/**
 * Returns a filter whose last day is included: Medusa's date picker returns the moment at which that day begins.
 *
 * @example
 * throughLastDay({ $lte: "2026-11-30T00:00:00.000" }) // until 23:59:59.999
 */
export const throughLastDay = (filter: TimeFilter): TimeFilter => {
  if (filter.$lte === undefined) {
    return filter
  }
  const end = new Date(filter.$lte)
  const isStart = end.getHours() === 0 && end.getMinutes() === 0 && end.getSeconds() === 0 && end.getMilliseconds() === 0
  if (isStart) {
    end.setHours(23, 59, 59, 999)
  }
  return { ...filter, $lte: end.toISOString() }
}
