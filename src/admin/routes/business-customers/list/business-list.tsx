import { Button, Container, DataTable, Heading, Tabs, Text, useDataTable } from "@medusajs/ui"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { useNavigate } from "react-router-dom"
import { usePermissions } from "../../../api/use-permissions"
import { listBusinesses, roleKeys, statusOf } from "../../../api/roles"
import type { ListedBusiness } from "../../../api/types"
import { useText } from "../../../i18n/use-text"
import { PageMessage } from "../../../shell/page-message"
import { PageSize } from "../../../shell/page-size"
import { paginationTexts } from "../../../shell/pagination"
import { SortingMenu } from "../../../shell/sorting-menu"
import { BulkBar } from "./bulk-bar"
import { useColumns } from "./columns"
import { type ListState, TABS, toBusinessQuery, writeListState } from "./list-state"
import { isSelectable, pruneSelection, type Selection, selectedRows } from "./selection"
import { StatusTabs } from "./status-tabs"
import { useListState } from "./use-list-state"

const NO_ROWS: ListedBusiness[] = []

/** The table of businesses. Its tab, search, order and page are in the URL. */
export const BusinessList = () => {
  const { text } = useText()
  const { state, change } = useListState()
  const navigate = useNavigate()
  const canDecide = usePermissions()("customer_role:verify")
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

  const params = writeListState(state).toString()
  const search = params && `?${params}`
  const columns = useColumns({ tab: state.tab, search, canDecide: canDecide !== false })
  const table = useDataTable({
    data: rows,
    columns,
    getRowId: ({ customer_id }) => customer_id,
    rowCount: data?.count ?? 0,
    isLoading,
    onRowClick: (_event, row) => void navigate(`/business-customers/${row.customer_id}${search}`),
    rowSelection: {
      state: selection,
      onRowSelectionChange: setSelection,
      enableRowSelection: ({ original }) => isSelectable(original),
    },
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
            <DataTable.Toolbar className="flex flex-col items-start justify-between gap-3 md:flex-row md:items-center">
              <div className="flex w-full flex-wrap items-center justify-between gap-3">
                <div>
                  <Heading>{text("title")}</Heading>
                  <Text size="small" className="text-ui-fg-subtle">
                    {canDecide === false ? text("policy.verify") : text("list.selectHint")}
                  </Text>
                </div>
                <div className="flex items-center gap-x-2">
                  <SortingMenu label={text("list.sort.label")} />
                  <DataTable.Search placeholder={text("list.searchShort")} aria-label={text("list.search")} />
                </div>
              </div>
            </DataTable.Toolbar>
            <div className="flex flex-wrap items-center justify-between gap-3 border-t px-6 py-3">
              <StatusTabs counts={data?.counts} />
              <PageSize size={state.size} onChange={(size) => change({ size })} />
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
      {canDecide !== false && (
        <BulkBar rows={selectedRows(selection, rows)} onClear={() => setSelection({})} onDone={() => void refetch()} />
      )}
    </>
  )
}

const EmptyList = ({ state, count, onFirstPage }: { state: ListState; count: number; onFirstPage: () => void }) => {
  const { text } = useText()
  const kind = count > 0 ? "page" : state.q ? "search" : state.tab === "pending" ? "pending" : "other"
  return (
    <div className="flex flex-col items-center gap-y-2 border-y px-6 py-12 text-center" role="status">
      <Text size="base" weight="plus">
        {text(`list.empty.${kind}.heading`)}
      </Text>
      <Text size="small" className="text-ui-fg-subtle">
        {text(`list.empty.${kind}.text`, { q: state.q })}
      </Text>
      {kind === "page" && (
        <Button size="small" variant="secondary" onClick={onFirstPage}>
          {text("list.empty.page.first")}
        </Button>
      )}
    </div>
  )
}
