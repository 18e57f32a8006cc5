import { useTranslations } from "next-intl"
import { Money, When } from "@/components/ui/format"
import { type Column, rowTarget, Table } from "@/components/ui/table"
import { Link } from "@/i18n/navigation"
import { OrderBadge } from "./order-badge"
import type { ListedOrder } from "./orders"

/** Orders in a table: a row leads to its order. Phones show date and state below the number. */
export const OrderTable = ({ orders }: { orders: ListedOrder[] }) => {
  const t = useTranslations("account.orders")
  const columns: Column<ListedOrder>[] = [
    {
      key: "order",
      header: t("order"),
      className: "max-w-0 w-full py-3",
      cell: ({ id, number, titles, lineCount, createdAt, state, purchaseOrderNumber }) => (
        <div className="grid gap-1">
          <p>
            {/* Fetched ahead for its title, each order of the list would cost the shop requests. */}
            <Link href={`/account/orders/${id}`} prefetch={false} {...rowTarget}>
              {t("number", { number })}
            </Link>
            {purchaseOrderNumber && <span className="ml-2 text-ink-faint">{purchaseOrderNumber}</span>}
          </p>
          <p className="truncate text-ink-soft">
            {titles.join(", ")}
            {lineCount > titles.length && ` ${t("more", { count: lineCount - titles.length })}`}
          </p>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:hidden">
            <OrderBadge state={state} />
            <When at={createdAt} format="short" className="text-xs text-ink-faint" />
          </p>
        </div>
      ),
    },
    { key: "date", header: t("date"), from: "sm", cell: ({ createdAt }) => <When at={createdAt} format="short" /> },
    { key: "state", header: t("state"), from: "sm", cell: ({ state }) => <OrderBadge state={state} /> },
    {
      key: "total",
      header: t("total"),
      kind: "number",
      className: "max-sm:align-top max-sm:pt-3",
      cell: ({ total, currency }) => <Money amount={total} currency={currency} className="font-medium" />,
    },
  ]
  return <Table caption={t("caption")} columns={columns} rows={orders} rowKey={({ id }) => id} />
}
