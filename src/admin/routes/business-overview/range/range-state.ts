import { addDays, type CalendarInterval, type Day } from "../../../../calendar/intervals"
import type { StatisticsQuery } from "../../../api/statistics"

/** The ranges that a click chooses. */
export const PRESETS = ["7d", "30d", "90d", "12m"] as const

export type Preset = (typeof PRESETS)[number]

/** The range that the page shows: both days are included. Everything that its URL saves. */
export type Range = { preset: Preset | "custom"; first: Day; last: Day }

const DEFAULT: Preset = "30d"

const DAYS: Record<Exclude<Preset, "12m">, number> = { "7d": 7, "30d": 30, "90d": 90 }

/** Longer ranges are counted by month: the shop's API counts at most 366 intervals. */
const MOST_COUNTED_DAYS = 366

/** Of a custom range, so that the period before it is in the years that the shop's API knows. */
const EARLIEST: Day = "2000-01-01"
const MOST_DAYS = 3_660

const DAY_MS = 86_400_000

/**
 * Returns how many days a range has, both ends included.
 *
 * @example
 * countDays({ first: "2026-11-01", last: "2026-11-30" }) // 30
 */
export const countDays = ({ first, last }: Pick<Range, "first" | "last">): number => (Date.parse(last) - Date.parse(first)) / DAY_MS + 1

/**
 * Returns the range of a preset, which ends today.
 *
 * @example
 * toRange("7d", "2026-11-30") // { preset: "7d", first: "2026-11-24", last: "2026-11-30" }
 */
export const toRange = (preset: Preset, today: Day): Range => {
  const first = preset === "12m" ? addDays(yearBefore(today), 1) : addDays(today, 1 - DAYS[preset])
  return { preset, first, last: today }
}

/** Returns the same day a year earlier; for 29 February the day after it. */
const yearBefore = (day: Day): Day => {
  const [year, month, date] = day.split("-").map(Number)
  return new Date(Date.UTC(year - 1, month - 1, date)).toISOString().slice(0, 10)
}

const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/**
 * Returns the range between two days, or undefined if there is no such range.
 *
 * @example
 * customRange("2026-11-01", "2026-11-15", today)
 */
export const customRange = (first: string, last: string, today: Day): Range | undefined => {
  const isRange = isDay(first) && isDay(last) && first >= EARLIEST && first <= last && last <= today
  return isRange && countDays({ first, last }) <= MOST_DAYS ? { preset: "custom", first, last } : undefined
}

/**
 * Reads the range from the page's URL. Whatever the URL does not say, or says wrongly, is the default.
 *
 * @example
 * readRange(new URLSearchParams("range=90d"), "2026-11-30")
 */
export const readRange = (params: URLSearchParams, today: Day): Range => {
  const preset = PRESETS.find((known) => known === params.get("range"))
  const custom = customRange(params.get("first") ?? "", params.get("last") ?? "", today)
  return preset ? toRange(preset, today) : (custom ?? toRange(DEFAULT, today))
}

/**
 * Returns the URL parameters of a range, without the default.
 *
 * @example
 * writeRange({ preset: "90d", first, last }).toString() // "range=90d"
 */
export const writeRange = ({ preset, first, last }: Range): URLSearchParams => {
  if (preset === "custom") {
    return new URLSearchParams({ first, last })
  }
  return new URLSearchParams(preset === DEFAULT ? {} : { range: preset })
}

/**
 * Returns the days right before a range, as many as it has.
 *
 * @example
 * periodBefore({ first: "2026-11-24", last: "2026-11-30" }) // { first: "2026-11-17", last: "2026-11-23" }
 */
export const periodBefore = ({ first, last }: Pick<Range, "first" | "last">): { first: Day; last: Day } => ({
  first: addDays(first, -countDays({ first, last })),
  last: addDays(first, -1),
})

/**
 * Returns the request for the figures of a range. They are counted by day, so that both periods can be drawn bar by bar
 * beside each other, and by month if there are too many days.
 *
 * @example
 * await retrieveStatistics(toQuery(range, "Europe/Berlin"))
 */
export const toQuery = ({ first, last }: Pick<Range, "first" | "last">, time_zone: string): StatisticsQuery => ({
  from: first,
  to: addDays(last, 1),
  interval: countDays({ first, last }) > MOST_COUNTED_DAYS ? "month" : "day",
  time_zone,
})

/**
 * Returns the interval of a chart's bars: so many that a trend shows, and so few that each can be told apart.
 *
 * @example
 * barInterval({ first: "2026-11-01", last: "2026-11-30" }, { day: 31, week: 190 }) // "day"
 */
export const barInterval = (range: Pick<Range, "first" | "last">, most: { day: number; week: number }): CalendarInterval => {
  const days = countDays(range)
  if (days <= most.day) {
    return "day"
  }
  return days <= most.week ? "week" : "month"
}
