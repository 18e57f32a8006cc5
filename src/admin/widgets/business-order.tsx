import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { describeAccount, toVerdict } from "../hooks/order-verdict"
import { type OrderRecord, useOrderConfirmation } from "../hooks/use-order-confirmation"

/** The metadata of a bulk order that admins see, with its labels. */
const DETAILS = [
  ["purchase_order_number", "PO number"],
  ["company_name", "Company"],
  ["tax_id", "Tax ID"],
  ["note", "Customer note"],
] as const

type Detail = { key: string; label: string; value: string }

/** Shows the business details that an order claims, and the customer's status in the shop's records, then and now. */
const BusinessOrderWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const details = DETAILS.flatMap(([key, label]): Detail[] => {
    const value = order.metadata?.[key]
    return typeof value === "string" && value !== "" ? [{ key, label, value }] : []
  })
  return details.length > 0 ? <BusinessDetails orderId={order.id} details={details} /> : null
}

const BusinessDetails = ({ orderId, details }: { orderId: string; details: Detail[] }) => {
  const { confirmation, checkAgain } = useOrderConfirmation(orderId)
  const { color, label, hint } = toVerdict(confirmation)
  const rows = [...details, ...(confirmation.state === "known" ? standings(confirmation.record) : [])]
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">Business details</Heading>
        <StatusBadge color={color}>{label}</StatusBadge>
      </div>
      {rows.map(({ key, label, value }) => (
        <div key={key} className="text-ui-fg-subtle grid grid-cols-2 items-start gap-x-4 px-6 py-4">
          <Text size="small" leading="compact" weight="plus">
            {label}
          </Text>
          <Text size="small" leading="compact" className="whitespace-pre-wrap break-words">
            {value}
          </Text>
        </div>
      ))}
      <div className="text-ui-fg-subtle flex items-center justify-between gap-x-4 px-6 py-4" aria-live="polite">
        <Text size="small">{hint}</Text>
        {confirmation.state === "failed" && (
          <Button size="small" variant="secondary" className="shrink-0" onClick={checkAgain}>
            Try again
          </Button>
        )}
      </div>
    </Container>
  )
}

/** Returns the customer's status when ordering, if it is known, and now. */
const standings = ({ placed_by, customer_now }: OrderRecord): Detail[] => [
  ...(placed_by ? [{ key: "placed_by", label: "When ordered", value: describeAccount(placed_by) }] : []),
  { key: "customer_now", label: "Now", value: describeAccount(customer_now) },
]

export const config = defineWidgetConfig({ zone: "order.details.side.before" })

export default BusinessOrderWidget
