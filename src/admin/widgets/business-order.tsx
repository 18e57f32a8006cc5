import { SectionRow } from "@medusajs/dashboard/components"
import { useDate } from "@medusajs/dashboard/hooks"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, Skeleton, StatusBadge, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { Link } from "react-router-dom"
import { orderKeys, retrieveOrderRecord } from "../api/orders"
import { statusOf } from "../api/roles"
import type { OrderRecord } from "../api/types"
import { useText } from "../i18n/use-text"
import { type OrderPayment, paymentsOf, providerName } from "../orders/order-payment"
import { colorOf, concernsBusiness, verdictOn } from "../orders/order-verdict"
import { ThenAndNow } from "../orders/then-and-now"

/** Shows on Medusa's order page which business placed the order, what was true then and is now, and how it is paid. */
const BusinessOrderWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { text } = useText()
  const { data, error, refetch } = useQuery({ queryKey: orderKeys.record(order.id), queryFn: () => retrieveOrderRecord(order.id) })
  const payments = paymentsOf(order)
  if (data ? !concernsBusiness(data) : !seemsBusiness(order, payments)) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <Heading level="h2">{text("order.title")}</Heading>
        {data && <StatusBadge color={colorOf(verdictOn(data))}>{text(`order.verdict.${verdictOn(data)}`)}</StatusBadge>}
        {error && !data && <StatusBadge color="red">{text("order.failed")}</StatusBadge>}
      </div>
      {data && <Details record={data} order={order} payments={payments} />}
      {!data && !error && (
        <div className="px-6 py-4">
          <Skeleton className="h-5 w-24" />
        </div>
      )}
      {error && !data && <Failure isForbidden={statusOf(error) === 403} onRetry={() => void refetch()} />}
    </Container>
  )
}

type DetailsProps = { record: OrderRecord; order: AdminOrder; payments: OrderPayment[] }

const Details = ({ record, order, payments }: DetailsProps) => {
  const { text } = useText()
  return (
    <>
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {text(`order.hint.${verdictOn(record)}`)}
      </Text>
      <ThenAndNow record={record} />
      <SectionRow
        title={text("order.payment")}
        value={
          payments.length > 0 ? (
            <span className="flex flex-col gap-1">
              {payments.map((payment) => (
                <PaymentLine key={payment.id} payment={payment} />
              ))}
            </span>
          ) : (
            text("none")
          )
        }
      />
      {record.purchase_order_number && <SectionRow title={text("order.purchaseOrder")} value={record.purchase_order_number} />}
      {record.note && <SectionRow title={text("order.note")} value={record.note} />}
      {order.customer_id && record.customer_now && (
        <div className="flex items-center justify-end px-6 py-4">
          <Button size="small" variant="secondary" asChild>
            <Link to={`/business-customers/${order.customer_id}`}>{text("order.open")}</Link>
          </Button>
        </div>
      )}
    </>
  )
}

const PaymentLine = ({ payment: { id, onAccount, paidAt } }: { payment: OrderPayment }) => {
  const { text } = useText()
  const { getFullDate } = useDate()
  return (
    <span className="flex flex-col">
      <span className="text-ui-fg-base">{onAccount ? text("order.onAccount") : providerName(id)}</span>
      <span>{paidAt ? text("order.paid", { date: getFullDate({ date: paidAt }) }) : text("order.unpaid")}</span>
    </span>
  )
}

const Failure = ({ isForbidden, onRetry }: { isForbidden: boolean; onRetry: () => void }) => {
  const { text } = useText()
  return (
    <div className="flex items-center justify-between gap-x-4 px-6 py-4" role="alert">
      <Text size="small" className="text-ui-fg-subtle">
        {text(isForbidden ? "policy.readOrders" : "order.failedHint")}
      </Text>
      {!isForbidden && (
        <Button size="small" variant="secondary" className="shrink-0" onClick={onRetry}>
          {text("detail.retry")}
        </Button>
      )}
    </div>
  )
}

/** Tells whether an order looks like one of a business while the shop's record of it is not there. */
const seemsBusiness = ({ metadata }: AdminOrder, payments: OrderPayment[]): boolean =>
  payments.some(({ onAccount }) => onAccount) || [metadata?.company_name, metadata?.tax_id, metadata?.purchase_order_number].some(Boolean)

export const config = defineWidgetConfig({ zone: "order.details.side", id: "medusa-plugin-customer-role:business-order" })

export default BusinessOrderWidget
