import { createDataTableColumnHelper, Text } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import { personName } from "../../../account/names"
import type { AdminListedQuote } from "../../../api/quote-types"
import { useText } from "../../../i18n/use-text"
import { valueOf } from "../../../quotes/draft"
import { QuoteStatusBadge } from "../../../quotes/quote-status-badge"
import { formatMoney } from "../../../shell/format"
import { DayOf, RelativeTime } from "../../../shell/time-cell"
import type { Tab } from "./list-state"

/** Keeps long names from pushing the value out of a window of 1,280 pixels. */
const COMPANY_WIDTH = 230

const helper = createDataTableColumnHelper<AdminListedQuote>()

/** Returns the columns of the list. `search` leads back to the list's state. */
export const useColumns = ({ tab, search }: { tab: Tab; search: string }) => {
  const { text, language } = useText()
  return useMemo(() => {
    const sortable = (sortLabel: string) => ({
      enableSorting: true,
      sortLabel,
      sortAscLabel: text("list.sort.ascending"),
      sortDescLabel: text("list.sort.descending"),
    })
    const waits = tab === "waiting" || tab === "all"
    return [
      helper.accessor("number", {
        header: text("quotes.list.number"),
        cell: ({ row: { original } }) => (
          <span className="flex flex-col">
            <Link
              to={`/quotes/${original.id}${search}`}
              className="txt-compact-small-plus text-ui-fg-base transition-fg hover:text-ui-fg-interactive-hover tabular-nums"
              onClick={(event) => event.stopPropagation()}
            >
              {original.number}
            </Link>
            <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle whitespace-nowrap">
              {text("quotes.lines", { count: original.status === "requested" ? original.item_count : original.offer.item_count })}
            </Text>
          </span>
        ),
      }),
      helper.accessor("company_name", {
        header: text("list.columns.company"),
        cell: ({ row: { original } }) => <CompanyCell quote={original} />,
      }),
      helper.accessor("status", {
        header: text("list.columns.status"),
        cell: ({ getValue }) => <QuoteStatusBadge status={getValue()} />,
      }),
      ...(waits
        ? [
            helper.accessor("waiting_since", {
              header: text("quotes.list.waitingSince"),
              cell: ({ getValue }) => <RelativeTime time={getValue()} />,
              ...sortable(text("quotes.list.waitingSince")),
            }),
          ]
        : []),
      helper.accessor("created_at", {
        header: text("quotes.list.created"),
        cell: ({ getValue }) => (waits ? <DayOf time={getValue()} /> : <RelativeTime time={getValue()} />),
        ...sortable(text("quotes.list.created")),
      }),
      helper.accessor("valid_until", {
        header: text("quotes.validUntil"),
        cell: ({ getValue }) => <DayOf time={getValue()} />,
        ...sortable(text("quotes.validUntil")),
      }),
      helper.accessor("total", {
        header: text("quotes.list.value"),
        align: "right",
        cell: ({ row: { original } }) => {
          const total = valueOf(original)
          return total === null ? (
            <span className="text-ui-fg-subtle">{text("quotes.onRequest")}</span>
          ) : (
            <span className="whitespace-nowrap tabular-nums">{formatMoney(total, original.currency_code, language)}</span>
          )
        },
      }),
    ]
  }, [text, language, tab, search])
}

const CompanyCell = ({ quote }: { quote: AdminListedQuote }) => {
  const { text } = useText()
  const person = quote.customer ? (personName(quote.customer) ?? quote.customer.email) : text("unknownCustomer")
  return (
    <span className="flex min-w-0 flex-col" style={{ maxWidth: COMPANY_WIDTH }} title={quote.customer?.email}>
      <Text as="span" size="small" leading="compact" className="text-ui-fg-base truncate">
        {quote.company_name ?? text("list.noCompany")}
      </Text>
      <Text as="span" size="xsmall" leading="compact" className="text-ui-fg-subtle truncate">
        {person}
      </Text>
    </span>
  )
}
