import type { Day } from "../../../calendar/intervals"
import type { QuoteStatus } from "../../api/quote-types"
import type { BusinessStatus } from "../../api/types"

/** The days that a list is filtered by, both included, on the clock of a time zone. */
export type Span = { first: Day; last: Day; timeZone: string }

/** The browser's own zone, or UTC if the shop's API does not know that one. */
const dayStart = (day: Day, timeZone: string): Date => new Date(timeZone === "UTC" ? `${day}T00:00:00Z` : `${day}T00:00:00`)

const DAY_MS = 86_400_000

/** The filter by creation that Medusa's lists keep in their URLs. */
const createdIn = ({ first, last, timeZone }: Span): string => {
  const dayAfter = new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10)
  const end = new Date(dayStart(dayAfter, timeZone).getTime() - 1)
  return JSON.stringify({ $gte: dayStart(first, timeZone).toISOString(), $lte: end.toISOString() })
}

/**
 * Returns the path of the list behind businesses of a status.
 *
 * @example
 * businessesPath("verified") // "/business-customers?status=verified"
 */
export const businessesPath = (status: BusinessStatus | "all", order = ""): string => {
  const params = new URLSearchParams({ ...(status === "pending" ? {} : { status }), ...(order ? { order } : {}) }).toString()
  return `/business-customers${params && `?${params}`}`
}

/**
 * Returns the path of Medusa's list of the customers who registered on some days.
 *
 * @example
 * customersPath({ first: "2026-11-01", last: "2026-11-30", timeZone: "Europe/Berlin" })
 */
export const customersPath = (span: Span): string =>
  `/customers?${new URLSearchParams({ has_account: "true", created_at: createdIn(span) }).toString()}`

/** Returns the path of Medusa's list of the orders of some days. */
export const ordersPath = (span: Span): string => `/orders?${new URLSearchParams({ created_at: createdIn(span) }).toString()}`

/**
 * Returns the path of the list of quotes of a status, or of all.
 *
 * @example
 * quotesPath("sent") // "/quotes?status=sent"
 */
export const quotesPath = (status: QuoteStatus | "all"): string => `/quotes?status=${status}`
