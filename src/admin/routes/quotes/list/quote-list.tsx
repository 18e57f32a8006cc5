import { ArrowDownTray } from "@medusajs/icons"
import { Button, Container, DataTable, Heading, Tabs, Text, toast, useDataTable } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useMemo, useState } from "react"
import { Link, useNavigate, useSearchParams } from "react-router-dom"
import type { AdminListedQuote, QuoteCounts } from "../../../api/quote-types"
import { exportQuotes, listQuotes, quoteKeys } from "../../../api/quotes"
import { statusOf } from "../../../api/roles"
import { usePermissions } from "../../../api/use-permissions"
import { useText } from "../../../i18n/use-text"
import { formatNumber } from "../../../shell/format"
import { PageMessage } from "../../../shell/page-message"
import { PageSize } from "../../../shell/page-size"
import { paginationTexts } from "../../../shell/pagination"
import { saveFile } from "../../../shell/save-file"
import { SortingMenu } from "../../../shell/sorting-menu"
import { useColumns } from "./columns"
import { countOf, type ListState, quoteList, TABS, toQuoteQuery } from "./list-state"

const NO_ROWS: AdminListedQuote[] = []

/** The table of quotes. Its tab, search, order and page are in the URL. */
export const QuoteList = () => {
  const { text } = useText()
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => quoteList.read(params), [params])
  const change = (part: Partial<ListState>) => setParams(quoteList.write(quoteList.change(state, part)))
  const navigate = useNavigate()
  const mayCreate = usePermissions()("quote:update")
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
  const table = useDataTable({
    data: rows,
    columns,
    getRowId: ({ id }) => id,
    rowCount: data?.count ?? 0,
    isLoading,
    onRowClick: (_event, row) => void navigate(`/quotes/${row.id}${search}`),
    search: { state: state.q, onSearchChange: (q) => q !== state.q && change({ q }) },
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
          <DataTable.Toolbar className="flex flex-col items-start justify-between gap-3 md:flex-row md:items-center">
            <div className="flex w-full flex-wrap items-center justify-between gap-3">
              <div>
                <Heading>{text("quotes.title")}</Heading>
                <Text size="small" className="text-ui-fg-subtle">
                  {mayCreate === false ? text("quotes.policy.update") : text("quotes.list.hint")}
                </Text>
              </div>
              <div className="flex items-center gap-x-2">
                <PageSize size={state.size} onChange={(size) => change({ size })} />
                <SortingMenu label={text("list.sort.label")} />
                <DataTable.Search placeholder={text("list.searchShort")} aria-label={text("quotes.list.search")} />
                <ExportButton state={state} />
                {mayCreate !== false && (
                  <Button size="small" variant="secondary" asChild>
                    <Link to={`/quotes/create${search}`}>{text("quotes.create.button")}</Link>
                  </Button>
                )}
              </div>
            </div>
          </DataTable.Toolbar>
          <div className="border-t px-6 py-3">
            <StateTabs counts={data?.counts} />
          </div>
          <Tabs.Content value={state.tab}>
            {rows.length > 0 || isLoading ? (
              <DataTable.Table />
            ) : (
              <EmptyList state={state} count={data?.count ?? 0} onFirstPage={() => change({ page: 0 })} />
            )}
          </Tabs.Content>
          <DataTable.Pagination translations={paginationTexts(text)} />
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

const ExportButton = ({ state }: { state: ListState }) => {
  const { text } = useText()
  const [isBusy, setIsBusy] = useState(false)
  const download = async () => {
    setIsBusy(true)
    try {
      const { limit, offset, ...query } = toQuoteQuery(state)
      const { file, leftOut } = await exportQuotes(query)
      saveFile("quotes.csv", file)
      if (leftOut > 0) {
        toast.warning(text("quotes.list.leftOut", { count: leftOut }))
      }
    } catch (error) {
      toast.error(statusOf(error) !== undefined && error instanceof Error ? error.message : text("quotes.noAnswer"))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <Button size="small" variant="secondary" isLoading={isBusy} onClick={() => void download()}>
      <ArrowDownTray />
      CSV
    </Button>
  )
}

const EmptyList = ({ state, count, onFirstPage }: { state: ListState; count: number; onFirstPage: () => void }) => {
  const { text } = useText()
  const kind = count > 0 ? "page" : state.q ? "search" : state.tab === "waiting" ? "waiting" : "other"
  return (
    <div className="flex flex-col items-center gap-y-2 border-y px-6 py-12 text-center" role="status">
      <Text size="base" weight="plus">
        {kind === "page" ? text("list.empty.page.heading") : text(`quotes.empty.${kind}.heading`)}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {kind === "page" ? text("list.empty.page.text") : text(`quotes.empty.${kind}.text`, { q: state.q })}
      </Text>
      {kind === "page" && (
        <Button size="small" variant="secondary" onClick={onFirstPage}>
          {text("list.empty.page.first")}
        </Button>
      )}
    </div>
  )
}
