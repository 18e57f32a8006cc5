import type { BusinessQuery } from "../../../api/roles"
import type { BusinessCounts } from "../../../api/types"

/** The tabs of the list. */
export const TABS = ["pending", "verified", "rejected", "revoked", "all"] as const

export type Tab = (typeof TABS)[number]

/** How many rows a page can have. */
export const PAGE_SIZES = [20, 50, 100] as const

/** The columns by which the list can be sorted. */
export const SORTABLE = ["waiting_since", "company_name", "created_at", "updated_at", "verified_at"] as const

/** What the list shows: everything that its URL saves. `page` counts from 0. */
export type ListState = { tab: Tab; q: string; order: string; page: number; size: number }

/** The order of a tab that nobody has sorted: whoever waits longest comes first, otherwise the latest change. */
const defaultOrder = (tab: Tab): string => (tab === "pending" ? "waiting_since" : "-updated_at")

const oneOf = <Value>(values: readonly Value[], value: unknown): Value | undefined => values.find((known) => known === value)

const readPage = (value: string | null): number => {
  const page = Number(value)
  return Number.isInteger(page) && page > 1 && page <= 1_000_000 ? page - 1 : 0
}

/**
 * Reads the list's state from its URL. Whatever the URL does not say, or says wrongly, is the default.
 *
 * @example
 * readListState(new URLSearchParams("status=verified&page=2")) // { tab: "verified", page: 1, … }
 */
export const readListState = (params: URLSearchParams): ListState => {
  const tab = oneOf(TABS, params.get("status")) ?? "pending"
  const order = params.get("order") ?? ""
  const column = oneOf(SORTABLE, order.replace(/^-/, ""))
  return {
    tab,
    q: params.get("q") ?? "",
    order: column ? order : defaultOrder(tab),
    page: readPage(params.get("page")),
    size: oneOf(PAGE_SIZES, Number(params.get("size"))) ?? PAGE_SIZES[0],
  }
}

/**
 * Returns the URL parameters of a state, without defaults.
 *
 * @example
 * writeListState({ ...state, q: "cedar" }).toString() // "q=cedar"
 */
export const writeListState = ({ tab, q, order, page, size }: ListState): URLSearchParams =>
  new URLSearchParams({
    ...(tab === "pending" ? {} : { status: tab }),
    ...(q ? { q } : {}),
    ...(order === defaultOrder(tab) ? {} : { order }),
    ...(page ? { page: String(page + 1) } : {}),
    ...(size === PAGE_SIZES[0] ? {} : { size: String(size) }),
  })

/**
 * Returns the state after a change. Another tab, search or page size starts at the first page, and another tab in its own order.
 *
 * @example
 * changeListState(state, { tab: "verified" })
 */
export const changeListState = (state: ListState, change: Partial<ListState>): ListState => {
  const next = { ...state, ...change }
  const tabChanged = next.tab !== state.tab
  return {
    ...next,
    order: change.order ?? (tabChanged ? defaultOrder(next.tab) : next.order),
    page: change.page ?? 0,
  }
}

/**
 * Returns the request of a state.
 *
 * @example
 * await listBusinesses(toBusinessQuery(state))
 */
export const toBusinessQuery = ({ tab, q, order, page, size }: ListState): BusinessQuery => ({
  ...(tab === "all" ? {} : { status: tab }),
  ...(q.trim() ? { q: q.trim() } : {}),
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
