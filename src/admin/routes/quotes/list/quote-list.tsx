import { Button, Container, DataTable, Tabs, useDataTable } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { Link, useNavigate } from "react-router-dom"
import type { AdminListedQuote, QuoteCounts } from "../../../api/quote-types"
import { exportQuotes, listQuotes, quoteKeys, type QuoteQuery } from "../../../api/quotes"
import { statusOf } from "../../../api/roles"
import { usePermissions } from "../../../api/use-permissions"
import { useText } from "../../../i18n/use-text"
import { EmptyMessage } from "../../../shell/empty-message"
import { ExportButton } from "../../../shell/export-button"
import { formatNumber } from "../../../shell/format"
import { ListPagination } from "../../../shell/list-pagination"
import { ListToolbar } from "../../../shell/list-toolbar"
import { PageMessage } from "../../../shell/page-message"
import { useListState } from "../../../shell/use-list-state"
import { useTimeFilters } from "../../../shell/use-time-filters"
import { useColumns } from "./columns"
import { countOf, type ListState, quoteList, TABS, type TIMES, toQuoteQuery } from "./list-state"

const NO_ROWS: AdminListedQuote[] = []

/** The table of quotes. Its tab, search, order and page are in the URL. */
export const QuoteList = () => {
  const { text } = useText()
  const { state, change, search: onSearchChange } = useListState(quoteList)
  const navigate = useNavigate()
  const mayCreate = usePermissions()("POST /admin/quotes")
  const query = toQuoteQuery(state)
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: quoteKeys.list(query),
    queryFn: () => listQuotes(query),
    placeholderData: keepPreviousData,
  })
  const rows = data?.quotes ?? NO_ROWS
  const written = quoteList.write(state).toString()
  const search = written && `?${written}`
  const columns = useColumns({ tab: state.tab, search })
  const byTime = useTimeFilters({ names: useTimeNames(), times: state.times, onChange: (times) => change({ times }) })
  const table = useDataTable({
    data: rows,
    columns,
    getRowId: ({ id }) => id,
    rowCount: data?.count ?? 0,
    isLoading,
    onRowClick: (_event, row) => void navigate(`/quotes/${row.id}${search}`),
    ...byTime,
    search: { state: state.q, onSearchChange },
    sorting: {
      state: { id: state.order.replace(/^-/, ""), desc: state.order.startsWith("-") },
      onSortingChange: (sorting) => change({ order: sorting ? `${sorting.desc ? "-" : ""}${sorting.id}` : undefined }),
    },
    pagination: {
      state: { pageIndex: state.page, pageSize: state.size },
      onPaginationChange: ({ pageIndex }) => pageIndex !== state.page && change({ page: pageIndex }),
    },
    // The URL's state returns to the first page by itself.
    autoResetPageIndex: false,
  })

  if (statusOf(error) === 403) {
    return <PageMessage heading={text("quotes.title")} message={text("quotes.policy.read")} />
  }
  if (error && !data) {
    return (
      <PageMessage
        heading={text("detail.loadFailedHeading")}
        message={text("detail.loadFailedText")}
        action={{ label: text("detail.retry"), onClick: () => void refetch() }}
      />
    )
  }
  return (
    <Container className="p-0">
      <Tabs value={state.tab} onValueChange={(value) => change({ tab: TABS.find((tab) => tab === value) })} activationMode="manual">
        <DataTable instance={table}>
          <ListToolbar
            title={text("quotes.title")}
            hint={text(mayCreate === false ? "quotes.policy.update" : "quotes.list.hint")}
            searchLabel={text("quotes.list.search")}
          >
            <ExportButton name="quotes" load={() => exportQuotes(withoutPage(query))} />
            {mayCreate !== false && (
              <Button size="small" variant="secondary" asChild>
                <Link to={`/quotes/create${search}`}>{text("quotes.create.button")}</Link>
              </Button>
            )}
          </ListToolbar>
          <div className="border-t px-6 py-3">
            <StateTabs counts={data?.counts} />
          </div>
          <Tabs.Content value={state.tab}>
            {rows.length > 0 || isLoading ? <DataTable.Table /> : <EmptyList state={state} count={data?.count ?? 0} onChange={change} />}
          </Tabs.Content>
          <ListPagination size={state.size} onSize={(size) => change({ size })} />
        </DataTable>
      </Tabs>
    </Container>
  )
}

/** The tabs, each with the number of quotes that the search finds in it. */
const StateTabs = ({ counts }: { counts: QuoteCounts | undefined }) => {
  const { text, language } = useText()
  return (
    <Tabs.List aria-label={text("list.tabs.label")} className="flex-wrap">
      {TABS.map((tab) => (
        <Tabs.Trigger key={tab} value={tab} className="gap-x-1.5">
          {text(`quotes.tabs.${tab}`)}
          {counts && <span className="text-ui-fg-subtle tabular-nums">{formatNumber(countOf(tab, counts), language)}</span>}
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  )
}

/** The names of the times by which the list can be filtered, those of its columns and states. */
const useTimeNames = (): Record<(typeof TIMES)[number], string> => {
  const { text } = useText()
  return {
    created_at: text("quotes.list.created"),
    waiting_since: text("quotes.list.waitingSince"),
    sent_at: text("quotes.list.sent"),
    accepted_at: text("quotes.list.accepted"),
    updated_at: text("list.columns.lastChange"),
  }
}

const withoutPage = ({ limit, offset, ...query }: QuoteQuery): QuoteQuery => query

type EmptyProps = { state: ListState; count: number; onChange: (change: Partial<ListState>) => void }

const EmptyList = ({ state: { tab, q, times }, count, onChange }: EmptyProps) => {
  const { text } = useText()
  if (count > 0) {
    return (
      <EmptyMessage heading={text("list.empty.page.heading")} message={text("list.empty.page.text")}>
        <Button size="small" variant="secondary" onClick={() => onChange({ page: 0 })}>
          {text("list.empty.page.first")}
        </Button>
      </EmptyMessage>
    )
  }
  if (Object.keys(times).length > 0) {
    return (
      <EmptyMessage heading={text("quotes.empty.filter.heading")} message={text("quotes.empty.filter.text")}>
        <Button size="small" variant="secondary" onClick={() => onChange({ times: {} })}>
          {text("list.empty.filter.clear")}
        </Button>
      </EmptyMessage>
    )
  }
  const kind = q ? "search" : tab === "waiting" ? "waiting" : "other"
  return <EmptyMessage heading={text(`quotes.empty.${kind}.heading`)} message={text(`quotes.empty.${kind}.text`, { q })} />
}
