import type { HttpTypes } from "@medusajs/types"
import { ArrowLeft } from "lucide-react"
import { useTranslations } from "next-intl"
import { ActionBar, buttonClasses } from "@/components/ui/button"
import { Card, CardHeader, Fact, Facts } from "@/components/ui/card"
import { Money, When } from "@/components/ui/format"
import { type Column, Table } from "@/components/ui/table"
import { Timeline, TimelineStep } from "@/components/ui/timeline"
import { Link } from "@/i18n/navigation"
import { PageHeading } from "../page-heading"
import { PostalAddress } from "../postal-address"
import { OrderBadge } from "./order-badge"
import { type OrderState, orderStateOf } from "./order-state"
import { purchaseOrderNumberOf, type ShownOrder } from "./orders"
import { ReorderButton } from "./reorder-button"

const STEPS = ["received", "packed", "shipped", "delivered"] as const
const REACHED: Readonly<Record<OrderState, number>> = {
  received: 0,
  paymentOpen: 0,
  packed: 1,
  partlyShipped: 2,
  shipped: 2,
  delivered: 3,
  cancelled: -1,
}

/** One order: its lines and what they cost, where it goes, how far it is. */
export const OrderDetail = ({ order }: { order: ShownOrder }) => {
  const t = useTranslations("account.orderDetail")
  const orders = useTranslations("account.orders")
  const state = orderStateOf(order)
  const purchaseOrderNumber = purchaseOrderNumberOf(order)
  const number = order.display_id ?? 0
  return (
    <>
      <Link href="/account/orders" className="-mt-2 mb-3 inline-flex min-h-11 items-center gap-1.5 text-sm text-ink-soft hover:text-ink">
        <ArrowLeft aria-hidden className="size-4" />
        {orders("title")}
      </Link>
      <PageHeading title={orders("number", { number })}>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <OrderBadge state={state} />
          <span>{t.rich("orderedOn", { date: () => <When at={String(order.created_at)} /> })}</span>
          {purchaseOrderNumber && <span>{t("yourNumber", { number: purchaseOrderNumber })}</span>}
        </p>
      </PageHeading>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-6">
          {state !== "cancelled" && (
            <Card>
              <OrderTimeline state={state} />
            </Card>
          )}
          <Card>
            <CardHeader title={t("lines")} />
            <Lines order={order} />
          </Card>
        </div>
        <div className="grid gap-6">
          {order.shipping_address && (
            <Card>
              <CardHeader title={t("delivery")} className="mb-2" />
              <PostalAddress address={order.shipping_address} />
              {order.shipping_methods?.map(({ id, name }) => (
                <p key={id} className="mt-3 text-sm text-ink-soft">
                  {name}
                </p>
              ))}
            </Card>
          )}
          <Card>
            <CardHeader title={t("payment")} className="mb-2" />
            <Facts isNarrow>
              <Fact name={t("total")}>
                <Money amount={order.total} currency={order.currency_code} />
              </Fact>
              <Fact name={t("paymentState")}>{t(`payments.${paymentOf(order)}`)}</Fact>
            </Facts>
          </Card>
          <ActionBar className="mt-0 sm:flex-col">
            <ReorderButton orderId={order.id} variant="primary" block />
            <a
              className={buttonClasses({ variant: "quiet", block: true }, "max-sm:hidden")}
              href={`mailto:help@cedar.example?subject=${encodeURIComponent(orders("number", { number }))}`}
            >
              {t("ask")}
            </a>
          </ActionBar>
        </div>
      </div>
    </>
  )
}

const paymentOf = ({ payment_status }: ShownOrder) => {
  switch (payment_status) {
    case "captured":
      return "paid" as const
    case "refunded":
    case "partially_refunded":
      return "refunded" as const
    case "authorized":
    case "partially_authorized":
    case "partially_captured":
      return "agreed" as const
    case "canceled":
      return "cancelled" as const
    default:
      return "open" as const
  }
}

const OrderTimeline = ({ state }: { state: OrderState }) => {
  const t = useTranslations("account")
  const reached = REACHED[state]
  return (
    <Timeline>
      {STEPS.map((step, index) => {
        const its = index < reached || state === "delivered" ? "done" : index === reached ? "now" : "next"
        return <TimelineStep key={step} state={its} label={t(`stepState.${its}`)} title={t(`orderState.${step}`)} />
      })}
    </Timeline>
  )
}

const Lines = ({ order }: { order: ShownOrder }) => {
  const t = useTranslations("account.orderDetail")
  const currency = order.currency_code
  const columns: Column<HttpTypes.StoreOrderLineItem>[] = [
    {
      key: "product",
      header: t("product"),
      className: "py-3",
      cell: ({ product_title, title, variant_title, variant_sku, quantity, unit_price }) => (
        <div className="grid gap-0.5">
          <span className="font-medium">{product_title ?? title}</span>
          <span className="text-ink-soft">{[variant_title, variant_sku].filter(Boolean).join(" · ")}</span>
          <span className="text-ink-soft sm:hidden">
            {quantity} × <Money amount={unit_price} currency={currency} />
          </span>
        </div>
      ),
    },
    { key: "quantity", header: t("quantity"), kind: "number", from: "sm", cell: ({ quantity }) => quantity },
    {
      key: "price",
      header: t("unitPrice"),
      kind: "number",
      from: "sm",
      cell: ({ unit_price }) => <Money amount={unit_price} currency={currency} />,
    },
    {
      key: "total",
      header: t("amount"),
      kind: "number",
      className: "max-sm:align-top max-sm:pt-3",
      cell: ({ subtotal }) => <Money amount={subtotal} currency={currency} />,
    },
  ]
  const discount = order.discount_total - order.discount_tax_total
  const sums = [
    { key: "goods", amount: order.item_subtotal },
    ...(discount ? [{ key: "discount" as const, amount: -discount }] : []),
    { key: "shipping", amount: order.shipping_subtotal },
    { key: "tax", amount: order.tax_total },
  ] as const
  return (
    <>
      <Table caption={t("lines")} columns={columns} rows={order.items ?? []} rowKey={({ id }) => id} />
      <dl className="mt-2 ml-auto grid grid-cols-[1fr_auto] gap-y-2 border-t border-line pt-4 text-sm sm:max-w-72">
        {sums.map(({ key, amount }) => (
          <div key={key} className="contents">
            <dt className="text-ink-soft">{t(key)}</dt>
            <dd className="num pl-6">
              <Money amount={amount} currency={currency} />
            </dd>
          </div>
        ))}
        <dt className="border-t border-line pt-3 text-lg font-semibold">{t("total")}</dt>
        <dd className="num border-t border-line pt-3 pl-6 text-lg font-semibold">
          <Money amount={order.total} currency={currency} />
        </dd>
      </dl>
    </>
  )
}
