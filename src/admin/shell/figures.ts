import type { Day } from "../../calendar/intervals"

/**
 * Returns the locale of one of the dashboard's languages, whose codes browsers do not all know.
 *
 * @example
 * localeOf("ptBR") // "pt-BR"
 */
export const localeOf = (language: string): string => {
  const locale = language.replace(/^([a-z]{2})([A-Z]{2})$/, "$1-$2")
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en"
  } catch {
    return "en"
  }
}

/**
 * Returns a number as people write it, with one decimal at most.
 *
 * @example
 * formatRounded(1234.5, "de") // "1.234,5"
 */
export const formatRounded = (value: number, language: string): string =>
  value.toLocaleString(localeOf(language), { maximumFractionDigits: 1 })

/**
 * Returns a short number for the axis of a chart.
 *
 * @example
 * formatShort(12_500, "en") // "12.5K"
 */
export const formatShort = (value: number, language: string): string =>
  value.toLocaleString(localeOf(language), { notation: "compact", maximumFractionDigits: 1 })

/**
 * Returns a share as a percentage, and a dash where there is nothing to divide by.
 *
 * @example
 * formatShare(31, 38, "en") // "82%"
 */
export const formatShare = (part: number, whole: number, language: string): string =>
  whole === 0 ? "–" : (part / whole).toLocaleString(localeOf(language), { style: "percent", maximumFractionDigits: 0 })

const UNITS = [
  { unit: "minute", seconds: 60, below: 3_600 },
  { unit: "hour", seconds: 3_600, below: 172_800 },
  { unit: "day", seconds: 86_400, below: Number.POSITIVE_INFINITY },
] as const

/**
 * Returns a length of time in minutes, hours or days, and a dash where it is unknown.
 *
 * @example
 * formatDuration(5_400, "en") // "1.5 hours"
 */
export const formatDuration = (seconds: number | null, language: string): string => {
  if (seconds === null) {
    return "–"
  }
  const { unit, seconds: length } = UNITS.find(({ below }) => seconds < below) ?? UNITS[2]
  const value = seconds / length
  return value.toLocaleString(localeOf(language), {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: value < 10 && unit !== "minute" ? 1 : 0,
  })
}

type Parts = Pick<Intl.DateTimeFormatOptions, "day" | "month" | "year">

/**
 * Returns a day of the calendar as people write it. It is the same day in every browser, whatever its time zone.
 *
 * @example
 * formatDay("2026-11-30", "en") // "Nov 30, 2026"
 */
export const formatDay = (day: Day, language: string, parts: Parts = { day: "numeric", month: "short", year: "numeric" }): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString(localeOf(language), { ...parts, timeZone: "UTC" })

/**
 * Returns a span of days, both included.
 *
 * @example
 * formatDays("2026-11-01", "2026-11-30", "en") // "Nov 1 – 30, 2026"
 */
export const formatDays = (first: Day, last: Day, language: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).formatRange(
    new Date(`${first}T00:00:00Z`),
    new Date(`${last}T00:00:00Z`)
  )
