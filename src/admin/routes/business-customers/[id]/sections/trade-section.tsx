import { useDate } from "@medusajs/dashboard/hooks"
import { getStylizedAmount } from "@medusajs/dashboard/lib"
import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { Link } from "react-router-dom"
import { latestOrders } from "../../../../api/medusa"
import { latestQuotes, roleKeys } from "../../../../api/roles"
import { useText } from "../../../../i18n/use-text"
import { valueOf } from "../../../../quotes/draft"

type Row = { id: string; name: string; to: string; amount: string; created_at: string }

/** The customer's latest orders and quotes, and how many there are. */
export const TradeSection = ({ customerId }: { customerId: string }) => {
  const { text } = useText()
  const orders = useQuery({ queryKey: [...roleKeys.detail(customerId), "orders"], queryFn: () => latestOrders(customerId) })
  const quotes = useQuery({ queryKey: [...roleKeys.detail(customerId), "quotes"], queryFn: () => latestQuotes(customerId) })
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{text("detail.business")}</Heading>
      </div>
      <TradeList
        title={text("detail.orders")}
        none={text("detail.ordersNone")}
        count={orders.data?.count}
        failed={orders.isError}
        onRetry={() => void orders.refetch()}
        rows={orders.data?.orders.map(({ id, display_id, total, currency_code, created_at }) => ({
          id,
          name: `#${display_id}`,
          to: `/orders/${id}`,
          amount: getStylizedAmount(total, currency_code),
          created_at,
        }))}
      />
      <TradeList
        title={text("detail.quotes")}
        none={text("detail.quotesNone")}
        count={quotes.data?.count}
        failed={quotes.isError}
        onRetry={() => void quotes.refetch()}
        rows={quotes.data?.quotes.map((quote) => {
          const { id, number, currency_code, created_at } = quote
          const value = valueOf(quote)
          const amount = value === null ? text("quotes.onRequest") : getStylizedAmount(value, currency_code)
          return { id, name: number, to: `/quotes/${id}`, amount, created_at }
        })}
      />
    </Container>
  )
}

type ListProps = {
  title: string
  none: string
  count: number | undefined
  rows: Row[] | undefined
  failed: boolean
  onRetry: () => void
}

const TradeList = ({ title, none, count, rows, failed, onRetry }: ListProps) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex items-center justify-between">
        <Heading level="h3">{title}</Heading>
        {count !== undefined && count > 0 && (
          <Text size="small" className="text-ui-fg-subtle">
            {text("detail.all", { count })}
          </Text>
        )}
      </div>
      {failed && (
        <div className="flex items-center justify-between">
          <Text size="small" className="text-ui-fg-subtle">
            {text("detail.failed")}
          </Text>
          <Button size="small" variant="secondary" onClick={onRetry}>
            {text("detail.retry")}
          </Button>
        </div>
      )}
      {!failed && !rows && <Skeleton className="h-5 w-24" />}
      {rows?.length === 0 && (
        <Text size="small" className="text-ui-fg-subtle">
          {none}
        </Text>
      )}
      {rows && rows.length > 0 && (
        <ul className="flex flex-col gap-y-2">
          {rows.map((row) => (
            <li key={row.id} className="txt-compact-small text-ui-fg-subtle grid grid-cols-3 items-center gap-4">
              <Link to={row.to} className="text-ui-fg-interactive-hover hover:text-ui-fg-base transition-fg">
                {row.name}
              </Link>
              <span>{getFullDate({ date: row.created_at })}</span>
              <span className="text-right tabular-nums">{row.amount}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
