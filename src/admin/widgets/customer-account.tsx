import { SectionRow } from "@medusajs/dashboard/components"
import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminCustomer, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, Skeleton, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { Link } from "react-router-dom"
import { HistoryTimeline } from "../account/history-timeline"
import { RoleStatusBadge } from "../account/status-badge"
import { retrieveRole, roleKeys, statusOf } from "../api/roles"
import type { RoleDetails } from "../api/types"
import { useText } from "../i18n/use-text"
import { TaxIdCheckText } from "../tax-ids/tax-id-check-badge"

/** How many events the widget shows. The customer's page has all. */
const LAST_EVENTS = 3

/** Shows on Medusa's customer page what account the customer has, and what happened to it last. */
const CustomerAccountWidget = ({ data: customer }: DetailWidgetProps<AdminCustomer>) => {
  const { text } = useText()
  const { data, error, refetch } = useQuery({ queryKey: roleKeys.detail(customer.id), queryFn: () => retrieveRole(customer.id) })
  const status = statusOf(error)
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{text("widget.title")}</Heading>
        {data && <RoleStatusBadge role={data.customer_role} />}
      </div>
      {data && <Account details={data} />}
      {!data && !error && (
        <div className="px-6 py-4">
          <Skeleton className="h-5 w-24" />
        </div>
      )}
      {!data && error && (
        <div className="flex items-center justify-between gap-x-4 px-6 py-4">
          <Text size="small" className="text-ui-fg-subtle">
            {text(status === 404 ? "widget.none" : status === 403 ? "policy.read" : "detail.failed")}
          </Text>
          {status !== 404 && status !== 403 && (
            <Button size="small" variant="secondary" className="shrink-0" onClick={() => void refetch()}>
              {text("detail.retry")}
            </Button>
          )}
        </div>
      )}
    </Container>
  )
}

const Account = ({ details: { customer_role: role, history } }: { details: RoleDetails }) => {
  const { text } = useText()
  const isBusiness = role.account_type === "business"
  return (
    <>
      <SectionRow title={text("detail.fields.account_type")} value={text(`accountType.${role.account_type}`)} />
      {isBusiness && (
        <>
          <SectionRow title={text("detail.fields.company_name")} value={role.company_name ?? "-"} />
          <SectionRow
            title={text("detail.fields.tax_id")}
            value={role.tax_id ? <TaxIdCheckText taxId={role.tax_id} /> : text("taxId.missing")}
          />
        </>
      )}
      <div className="flex flex-col gap-y-3 px-6 py-4">
        <Text size="small" leading="compact" weight="plus" className="text-ui-fg-subtle">
          {text("widget.lastEvents")}
        </Text>
        <HistoryTimeline entries={[...history].reverse().slice(0, LAST_EVENTS)} />
      </div>
      <div className="flex items-center justify-end px-6 py-4">
        <Button size="small" variant="secondary" asChild>
          <Link to={`/business-customers/${role.customer_id}`}>
            {text(role.verification_status === "pending" ? "widget.decide" : "widget.open")}
          </Link>
        </Button>
      </div>
    </>
  )
}

export const config = defineWidgetConfig({ zone: "customer.details.side", id: "medusa-plugin-customer-role:customer-account" })

export default CustomerAccountWidget
