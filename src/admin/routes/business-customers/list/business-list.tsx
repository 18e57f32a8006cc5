import { Button, Container, DataTable, Tabs, useDataTable } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { useNavigate } from "react-router-dom"
import { usePermissions } from "../../../api/use-permissions"
import { type BusinessQuery, exportBusinesses, listBusinesses, roleKeys, statusOf } from "../../../api/roles"
import type { ListedBusiness } from "../../../api/types"
import { useText } from "../../../i18n/use-text"
import { EmptyMessage } from "../../../shell/empty-message"
import { ExportButton } from "../../../shell/export-button"
import { ListPagination } from "../../../shell/list-pagination"
import { ListToolbar } from "../../../shell/list-toolbar"
import { PageMessage } from "../../../shell/page-message"
import { useListState } from "../../../shell/use-list-state"
import { useTimeFilters } from "../../../shell/use-time-filters"
import { BulkBar } from "./bulk-bar"
import { useColumns } from "./columns"
import { businessList, type ListState, TABS, type TIMES, toBusinessQuery } from "./list-state"
import { isSelectable, pruneSelection, type Selection, selectedRows } from "./selection"
import { StatusTabs } from "./status-tabs"

const NO_ROWS: ListedBusiness[] = []

/** The table of businesses. Its tab, search, order and page are in the URL. */
export const BusinessList = () => {
  const { text } = useText()
  const { state, change, search: onSearchChange } = useListState(businessList)
  const navigate = useNavigate()
  const canDecide = usePermissions()("POST /admin/customers/verify")
  const query = toBusinessQuery(state)
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: roleKeys.list(query),
    queryFn: () => listBusinesses(query),
    placeholderData: keepPreviousData,
  })
  const rows = data?.customers ?? NO_ROWS
  const [selection, setSelection] = useState<Selection>({})
  // Drops rows that were decided, deleted or turned away from.
  useEffect(() => setSelection((current) => pruneSelection(current, rows)), [rows])

  const params = businessList.write(state).toString()
  const search = params && `?${params}`
  const columns = useColumns({ tab: state.tab, search, canDecide: canDecide !== false })
  const byTime = useTimeFilters({ names: useTimeNames(), times: state.times, onChange: (times) => change({ times }) })
  const table = useDataTable({
    data: rows,
    columns,
    getRowId: ({ customer_id }) => customer_id,
    rowCount: data?.count ?? 0,
    isLoading,
    onRowClick: (_event, row) => void navigate(`/business-customers/${row.customer_id}${search}`),
    ...byTime,
    rowSelection: {
      state: selection,
      onRowSelectionChange: setSelection,
      enableRowSelection: ({ original }) => isSelectable(original),
    },
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
    return <PageMessage heading={text("title")} message={text("policy.read")} />
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
    <>
      <Container className="p-0">
        <Tabs value={state.tab} onValueChange={(value) => change({ tab: TABS.find((tab) => tab === value) })} activationMode="manual">
          <DataTable instance={table}>
            <ListToolbar
              title={text("title")}
              hint={text(canDecide === false ? "policy.verify" : "list.selectHint")}
              searchLabel={text("list.search")}
            >
              <ExportButton name="business-customers" load={() => exportBusinesses(withoutPage(query))} />
            </ListToolbar>
            <div className="border-t px-6 py-3">
              <StatusTabs counts={data?.counts} />
            </div>
            <Tabs.Content value={state.tab}>
              {rows.length > 0 || isLoading ? <DataTable.Table /> : <EmptyList state={state} count={data?.count ?? 0} onChange={change} />}
            </Tabs.Content>
            <ListPagination size={state.size} onSize={(size) => change({ size })} />
          </DataTable>
        </Tabs>
      </Container>
      {canDecide !== false && (
        <BulkBar rows={selectedRows(selection, rows)} onClear={() => setSelection({})} onDone={() => void refetch()} />
      )}
    </>
  )
}

/** The names of the times by which the list can be filtered, those of its columns. */
const useTimeNames = (): Record<(typeof TIMES)[number], string> => {
  const { text } = useText()
  return {
    created_at: text("list.columns.applied"),
    waiting_since: text("list.columns.waitingSince"),
    decided_at: text("list.filters.decided"),
    updated_at: text("list.columns.lastChange"),
  }
}

const withoutPage = ({ limit, offset, ...query }: BusinessQuery): BusinessQuery => query

type EmptyProps = { state: ListState; count: number; onChange: (change: Partial<ListState>) => void }

const kindOf = ({ q, times, tab }: ListState, count: number) => {
  if (count > 0) {
    return "page"
  }
  if (Object.keys(times).length > 0) {
    return "filter"
  }
  return q ? "search" : tab === "pending" ? "pending" : "other"
}

const EmptyList = ({ state, count, onChange }: EmptyProps) => {
  const { text } = useText()
  const kind = kindOf(state, count)
  return (
    <EmptyMessage heading={text(`list.empty.${kind}.heading`)} message={text(`list.empty.${kind}.text`, { q: state.q })}>
      {kind === "page" && (
        <Button size="small" variant="secondary" onClick={() => onChange({ page: 0 })}>
          {text("list.empty.page.first")}
        </Button>
      )}
      {kind === "filter" && (
        <Button size="small" variant="secondary" onClick={() => onChange({ times: {} })}>
          {text("list.empty.filter.clear")}
        </Button>
      )}
    </EmptyMessage>
  )
}
