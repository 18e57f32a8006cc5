import { readTimeFilter, type TimeFilters, writeTimeFilter } from "./time-filter"

/** How many rows a page can have. */
export const PAGE_SIZES = [20, 50, 100] as const

/** What a list shows: everything that its URL saves. `page` counts from 0. */
export type ListState<Tab extends string = string> = {
  tab: Tab
  q: string
  times: TimeFilters
  order: string
  page: number
  size: number
}

type Options<Tab extends string> = {
  /** The tabs. The first one is the default. */
  tabs: readonly [Tab, ...Tab[]]
  /** The columns by which the list can be sorted. */
  sortable: readonly string[]
  /** The times by which the list can be filtered. */
  times: readonly string[]
  /** The order of a tab that nobody has sorted. */
  defaultOrder: (tab: Tab) => string
}

/** Reads, writes and changes the state of a list. */
export type ListStates<Tab extends string> = {
  /** Reads the state from the URL. Whatever the URL does not say, or says wrongly, is the default. */
  read: (params: URLSearchParams) => ListState<Tab>
  /** Returns the URL parameters of a state, without defaults. */
  write: (state: ListState<Tab>) => URLSearchParams
  /**
   * Returns the state after a change. Another tab, search, time or page size starts at the first page, and another tab in its own
   * order, as does an order of `undefined`.
   */
  change: (state: ListState<Tab>, change: Partial<ListState<Tab>>) => ListState<Tab>
}

const oneOf = <Value>(values: readonly Value[], value: unknown): Value | undefined => values.find((known) => known === value)

const readPage = (value: string | null): number => {
  const page = Number(value)
  return Number.isInteger(page) && page > 1 && page <= 1_000_000 ? page - 1 : 0
}

const readTimes = (params: URLSearchParams, names: readonly string[]): TimeFilters =>
  Object.fromEntries(
    names.flatMap((name) => {
      const filter = readTimeFilter(params.get(name))
      return filter ? [[name, filter] as const] : []
    })
  )

/**
 * Returns how a list keeps its state in the URL.
 *
 * @example
 * const { read, write, change } = listStates({
 *   tabs: ["open", "all"], sortable: ["created_at"], times: ["created_at"], defaultOrder: () => "-created_at",
 * })
 * write(change(read(params), { tab: "all" })).toString() // "status=all"
 */
export const listStates = <Tab extends string>({ tabs, sortable, times, defaultOrder }: Options<Tab>): ListStates<Tab> => ({
  read: (params) => {
    const tab = oneOf(tabs, params.get("status")) ?? tabs[0]
    const order = params.get("order") ?? ""
    const column = oneOf(sortable, order.replace(/^-/, ""))
    return {
      tab,
      q: params.get("q") ?? "",
      times: readTimes(params, times),
      order: column ? order : defaultOrder(tab),
      page: readPage(params.get("page")),
      size: oneOf(PAGE_SIZES, Number(params.get("size"))) ?? PAGE_SIZES[0],
    }
  },
  write: ({ tab, q, times: filters, order, page, size }) =>
    new URLSearchParams({
      ...(tab === tabs[0] ? {} : { status: tab }),
      ...(q ? { q } : {}),
      ...Object.fromEntries(Object.entries(filters).map(([name, filter]) => [name, writeTimeFilter(filter)])),
      ...(order === defaultOrder(tab) ? {} : { order }),
      ...(page ? { page: String(page + 1) } : {}),
      ...(size === PAGE_SIZES[0] ? {} : { size: String(size) }),
    }),
  change: (state, change) => {
    const next = { ...state, ...change }
    const tabChanged = next.tab !== state.tab
    const ownOrder = change.order ?? ("order" in change || tabChanged ? defaultOrder(next.tab) : state.order)
    return { ...next, order: ownOrder, page: change.page ?? 0 }
  },
})
