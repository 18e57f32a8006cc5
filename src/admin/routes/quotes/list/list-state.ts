import type { QuoteCounts } from "../../../api/quote-types"
import type { QuoteQuery } from "../../../api/quotes"
import { listStates, type ListState as StateOf } from "../../../shell/list-state"

/** The tabs of the list. The first one has the quotes that wait for the shop. */
export const TABS = ["waiting", "requested", "sent", "accepted", "expired", "declined", "rejected", "cancelled", "all"] as const

export type Tab = (typeof TABS)[number]

/** The times by which the list can be filtered. */
export const TIMES = ["created_at", "waiting_since", "sent_at", "accepted_at", "updated_at"] as const

export type ListState = StateOf<Tab>

/** The state of the list in its URL. Whoever waits longest comes first, otherwise the newest quote. */
export const quoteList = listStates<Tab>({
  tabs: TABS,
  times: TIMES,
  sortable: ["waiting_since", "created_at", "updated_at", "valid_until"],
  defaultOrder: (tab) => (tab === "waiting" ? "waiting_since" : "-created_at"),
})

const statusFilter = (tab: Tab): Pick<QuoteQuery, "status" | "waiting"> => {
  if (tab === "waiting") {
    return { waiting: true }
  }
  return tab === "all" ? {} : { status: tab }
}

/**
 * Returns the request of a state.
 *
 * @example
 * await listQuotes(toQuoteQuery(state))
 */
export const toQuoteQuery = ({ tab, q, times, order, page, size }: ListState): QuoteQuery => ({
  ...statusFilter(tab),
  ...(q.trim() ? { q: q.trim() } : {}),
  ...times,
  order,
  limit: size,
  offset: page * size,
})

/**
 * Returns how many quotes a tab has. Quotes that wait are counted in their status as well, and only once in "all".
 *
 * @example
 * countOf("all", counts)
 */
export const countOf = (tab: Tab, counts: QuoteCounts): number => {
  if (tab !== "all") {
    return counts[tab]
  }
  const { waiting, ...statuses } = counts
  return Object.values(statuses).reduce((sum, count) => sum + count, 0)
}
