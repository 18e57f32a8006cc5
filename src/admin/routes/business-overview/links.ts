import type { Day } from "../../../calendar/intervals"
import type { QuoteStatus } from "../../api/quote-types"
import type { BusinessStatus } from "../../api/types"
import { writeTimeFilter } from "../../shell/time-filter"

/** The days that a list is filtered by, both included, on the clock of a time zone. */
export type Span = { first: Day; last: Day; timeZone: string }

/** The browser's own zone, or UTC if the shop's API does not know that one. */
const dayStart = (day: Day, timeZone: string): Date => new Date(timeZone === "UTC" ? `${day}T00:00:00Z` : `${day}T00:00:00`)

const DAY_MS = 86_400_000

/** The filter by time that Medusa's lists and the plugin's keep in their URLs. */
const within = ({ first, last, timeZone }: Span): string => {
  const dayAfter = new Date(Date.parse(last) + DAY_MS).toISOString().slice(0, 10)
  const end = new Date(dayStart(dayAfter, timeZone).getTime() - 1)
  return writeTimeFilter({ $gte: dayStart(first, timeZone).toISOString(), $lte: end.toISOString() })
}

type BusinessFilters = { status: BusinessStatus | "all"; order?: string } & { [Time in "created_at" | "decided_at"]?: Span }

/**
 * Returns the path of the list behind a number of businesses.
 *
 * @example
 * businessesPath({ status: "verified" }) // "/business-customers?status=verified"
 */
export const businessesPath = ({ status, order, ...times }: BusinessFilters): string => {
  const params = new URLSearchParams({
    ...(status === "pending" ? {} : { status }),
    ...(order ? { order } : {}),
    ...toParams(times),
  }).toString()
  return `/business-customers${params && `?${params}`}`
}

const toParams = (times: Record<string, Span | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(times).flatMap(([name, span]) => (span ? [[name, within(span)] as const] : [])))

/**
 * Returns the path of Medusa's list of the customers who registered on some days.
 *
 * @example
 * customersPath({ first: "2026-11-01", last: "2026-11-30", timeZone: "Europe/Berlin" })
 */
export const customersPath = (span: Span): string =>
  `/customers?${new URLSearchParams({ has_account: "true", created_at: within(span) }).toString()}`

/** Returns the path of Medusa's list of the orders of some days. */
export const ordersPath = (span: Span): string => `/orders?${new URLSearchParams({ created_at: within(span) }).toString()}`

type QuoteFilters = { status: QuoteStatus | "all" } & { [Time in "created_at" | "sent_at" | "accepted_at"]?: Span }

/**
 * Returns the path of the list behind a number of quotes.
 *
 * @example
 * quotesPath({ status: "sent" }) // "/quotes?status=sent"
 */
export const quotesPath = ({ status, ...times }: QuoteFilters): string =>
  `/quotes?${new URLSearchParams({ status, ...toParams(times) }).toString()}`
