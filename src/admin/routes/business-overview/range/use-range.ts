import { useMemo } from "react"
import { useSearchParams } from "react-router-dom"
import { dayIn, type Day } from "../../../../calendar/intervals"
import { type Range, readRange, writeRange } from "./range-state"

/** The names that the shop's API takes: abbreviations and offsets mean different things to browsers and databases. */
const NAMED_ZONE = /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2}$/

/**
 * Returns the browser's time zone, whose days the figures are counted by.
 *
 * @example
 * browserTimeZone() // "Europe/Berlin"
 */
export const browserTimeZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return NAMED_ZONE.test(timeZone) ? timeZone : "UTC"
}

type RangeInUrl = { range: Range; today: Day; timeZone: string; change: (range: Range) => void }

/**
 * Returns the page's range from its URL, and a function that changes it. Each change is a step that the back button undoes.
 *
 * @example
 * const { range, today, change } = useRange()
 * change(toRange("7d", today))
 */
export const useRange = (): RangeInUrl => {
  const [params, setParams] = useSearchParams()
  const timeZone = browserTimeZone()
  const today = dayIn(timeZone, new Date())
  const range = useMemo(() => readRange(params, today), [params, today])
  return { range, today, timeZone, change: (changed) => setParams(writeRange(changed)) }
}
