import { Checkbox, createDataTableColumnHelper, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import { businessName, personName } from "../../../account/names"
import { RoleStatusBadge } from "../../../account/status-badge"
import type { ListedBusiness } from "../../../api/types"
import { useText } from "../../../i18n/use-text"
import { RelativeTime } from "../../../shell/time-cell"
import { TaxIdCheckBadge } from "../../../tax-ids/tax-id-check-badge"
import type { Tab } from "./list-state"

/** Keeps long names from pushing the status and the time out of a window of 1,280 pixels. */
const COMPANY_WIDTH = 210
const CUSTOMER_WIDTH = 170

const helper = createDataTableColumnHelper<ListedBusiness>()

/** Returns the columns of the list. The last one is the time that matters in the tab. `search` leads back to the list's state. */
export const useColumns = ({ tab, search, canDecide }: { tab: Tab; search: string; canDecide: boolean }) => {
  const { text } = useText()
  return useMemo(() => {
    const sortable = (sortLabel: string) => ({
      enableSorting: true,
      sortLabel,
      sortAscLabel: text("list.sort.ascending"),
      sortDescLabel: text("list.sort.descending"),
    })
    const selection = helper.select({
      header: ({ table }) => (
        <Checkbox
          aria-label={text("list.selectAll")}
          checked={table.getIsSomePageRowsSelected() ? "indeterminate" : table.getIsAllPageRowsSelected()}
          disabled={!table.getRowModel().rows.some((row) => row.getCanSelect())}
          onCheckedChange={(checked) => table.toggleAllPageRowsSelected(checked === true)}
          onClick={(event) => event.stopPropagation()}
        />
      ),
      cell: ({ row }) => (
        <Checkbox
          aria-label={text("list.select", { name: businessName(row.original, row.original.customer) })}
          checked={row.getIsSelected()}
          disabled={!row.getCanSelect()}
          title={row.getCanSelect() ? undefined : text("list.notSelectable")}
          onCheckedChange={(checked) => row.toggleSelected(checked === true)}
          onClick={(event) => event.stopPropagation()}
        />
      ),
    })
    const waiting = helper.accessor("waiting_since", {
      header: text("list.columns.waitingSince"),
      cell: ({ getValue }) => <RelativeTime time={getValue()} />,
      ...sortable(text("list.columns.waitingSince")),
    })
    const changed = helper.accessor("updated_at", {
      header: text("list.columns.lastChange"),
      cell: ({ getValue }) => <RelativeTime time={getValue()} />,
      ...sortable(text("list.columns.lastChange")),
    })
    const verified = helper.accessor("verified_at", {
      header: text("list.columns.verifiedAt"),
      cell: ({ getValue }) => <RelativeTime time={getValue()} />,
      ...sortable(text("list.columns.verifiedAt")),
    })
    const created = helper.accessor("created_at", {
      header: text("list.columns.applied"),
      cell: ({ getValue }) => <RelativeTime time={getValue()} />,
      ...sortable(text("list.columns.applied")),
    })
    const times = { pending: [waiting], verified: [verified], rejected: [changed], revoked: [changed], all: [waiting, changed] }
    return [
      ...(canDecide ? [selection] : []),
      helper.accessor("company_name", {
        header: text("list.columns.company"),
        cell: ({ row: { original } }) => (
          <Link
            to={`/business-customers/${original.customer_id}${search}`}
            className="txt-compact-small-plus text-ui-fg-base transition-fg hover:text-ui-fg-interactive-hover block truncate"
            style={{ maxWidth: COMPANY_WIDTH }}
            title={original.company_name ?? undefined}
            onClick={(event) => event.stopPropagation()}
          >
            {original.company_name ?? text("list.noCompany")}
          </Link>
        ),
        ...sortable(text("list.columns.company")),
      }),
      helper.accessor("tax_id", {
        header: text("list.columns.taxId"),
        cell: ({ getValue }) => {
          const taxId = getValue()
          return taxId ? (
            <span className="flex min-w-0 items-center gap-x-2">
              <span className="truncate tabular-nums">{taxId}</span>
              <TaxIdCheckBadge taxId={taxId} />
            </span>
          ) : (
            <span className="text-ui-fg-subtle">{text("taxId.missing")}</span>
          )
        },
      }),
      helper.display({
        id: "customer",
        header: text("list.columns.customer"),
        cell: ({ row: { original } }) => <CustomerCell customer={original.customer} />,
      }),
      helper.accessor("verification_status", {
        header: text("list.columns.status"),
        cell: ({ row: { original } }) => <RoleStatusBadge role={original} oneLine />,
      }),
      ...times[tab],
      ...(tab === "pending" || tab === "all" ? [] : [created]),
    ]
  }, [text, tab, search, canDecide])
}

const CustomerCell = ({ customer }: { customer: ListedBusiness["customer"] }) => {
  const { text } = useText()
  if (!customer) {
    return <span className="text-ui-fg-subtle">{text("unknownCustomer")}</span>
  }
  const name = personName(customer)
  return (
    <span className="flex min-w-0 flex-col" style={{ maxWidth: CUSTOMER_WIDTH }} title={customer.email}>
      <Text as="span" size="small" leading="compact" className="truncate">
        {name ?? customer.email}
      </Text>
      {name && (
        <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle truncate">
          {customer.email}
        </Text>
      )}
    </span>
  )
}
