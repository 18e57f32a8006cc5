/** The calendar intervals that figures are counted by. Weeks begin on Mondays. */
export const CALENDAR_INTERVALS = ["day", "week", "month"] as const

export type CalendarInterval = (typeof CALENDAR_INTERVALS)[number]

/** A day of the calendar, as `2026-11-30`. */
export type Day = string

/** A calendar interval. `start` is its first day in the range, which is later than `calendar_start` if the range begins within it. */
export type Interval = { calendar_start: Day; start: Day }

/** An interval of each kind has at least this many days. */
const FEWEST_DAYS: Record<CalendarInterval, number> = { day: 1, week: 7, month: 28 }

const DAY_MS = 86_400_000

const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`)

const toDay = (date: Date): Day => date.toISOString().slice(0, 10)

/**
 * Returns the day that many days later.
 *
 * @example
 * addDays("2026-02-28", 1) // "2026-03-01"
 */
export const addDays = (day: Day, days: number): Day => toDay(new Date(toDate(day).getTime() + days * DAY_MS))

/**
 * Returns the day on which a moment falls in a time zone.
 *
 * @example
 * dayIn("America/Los_Angeles", new Date("2026-11-30T03:00:00Z")) // "2026-11-29"
 */
export const dayIn = (timeZone: string, moment: Date): Day => {
  const parts = new Map(
    new Intl.DateTimeFormat("en-US", { timeZone, calendar: "gregory", year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(moment)
      .map(({ type, value }) => [type, value])
  )
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`
}

/**
 * Returns all calendar intervals from one day to another, both included, or `undefined` if there are more than `most`.
 *
 * @example
 * listIntervals("2026-11-05", "2026-12-01", "month", 12)
 * // [{ calendar_start: "2026-11-01", start: "2026-11-05" }, { calendar_start: "2026-12-01", start: "2026-12-01" }]
 */
export const listIntervals = (first: Day, last: Day, interval: CalendarInterval, most: number): Interval[] | undefined => {
  const days = (toDate(last).getTime() - toDate(first).getTime()) / DAY_MS
  // Refuses centuries before they are listed.
  if (days / FEWEST_DAYS[interval] > most * 2) {
    return undefined
  }
  const intervals: Interval[] = []
  for (let start = startOf(first, interval); start <= last; start = nextStart(start, interval)) {
    intervals.push({ calendar_start: start, start: start < first ? first : start })
  }
  return intervals.length > most ? undefined : intervals
}

/**
 * Returns the first day of the calendar interval that a day is in.
 *
 * @example
 * startOf("2026-11-29", "week") // "2026-11-23", a Monday
 */
export const startOf = (day: Day, interval: CalendarInterval): Day => {
  if (interval === "month") {
    return `${day.slice(0, 8)}01`
  }
  const sinceMonday = (toDate(day).getUTCDay() + 6) % 7
  return interval === "week" ? addDays(day, -sinceMonday) : day
}

const nextStart = (start: Day, interval: CalendarInterval): Day => {
  if (interval === "month") {
    // No month has more than 31 days, and none has fewer than 4 beyond its 28th.
    return startOf(addDays(start, 31), "month")
  }
  return addDays(start, FEWEST_DAYS[interval])
}
