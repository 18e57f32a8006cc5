import type { BusinessQuery } from "../../../api/roles"
import type { BusinessCounts } from "../../../api/types"
import { listStates, type ListState as StateOf } from "../../../shell/list-state"

/** The tabs of the list. */
export const TABS = ["pending", "verified", "rejected", "revoked", "all"] as const

export type Tab = (typeof TABS)[number]

/** The times by which the list can be filtered. */
export const TIMES = ["created_at", "waiting_since", "decided_at", "updated_at"] as const

/** What the list shows: everything that its URL saves. `page` counts from 0. */
export type ListState = StateOf<Tab>

/** The state of the list in its URL. Whoever waits longest comes first, otherwise the latest change. */
export const businessList = listStates<Tab>({
  tabs: TABS,
  times: TIMES,
  sortable: ["waiting_since", "company_name", "created_at", "updated_at", "verified_at"],
  defaultOrder: (tab) => (tab === "pending" ? "waiting_since" : "-updated_at"),
})

/**
 * Returns the request of a state.
 *
 * @example
 * await listBusinesses(toBusinessQuery(state))
 */
export const toBusinessQuery = ({ tab, q, times, order, page, size }: ListState): BusinessQuery => ({
  ...(tab === "all" ? {} : { status: tab }),
  ...(q.trim() ? { q: q.trim() } : {}),
  ...times,
  order,
  limit: size,
  offset: page * size,
})

/**
 * Returns how many businesses a tab has.
 *
 * @example
 * countOf("all", { pending: 2, verified: 5, rejected: 0, revoked: 1 }) // 8
 */
export const countOf = (tab: Tab, counts: BusinessCounts): number =>
  tab === "all" ? counts.pending + counts.verified + counts.rejected + counts.revoked : counts[tab]
