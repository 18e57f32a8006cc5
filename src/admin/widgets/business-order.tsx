import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Button, Container, Heading, StatusBadge, Text } from "@medusajs/ui"
import { type Confirmation, useOrderConfirmation } from "../hooks/use-order-confirmation"

/** What a bulk order keeps in its metadata for people, and what it is called. */
const DETAILS = [
  ["purchase_order_number", "PO number"],
  ["company_name", "Company"],
  ["tax_id", "Tax ID"],
  ["note", "Customer note"],
] as const

type Detail = { key: string; label: string; value: string }

const VERDICTS: Record<Confirmation, { color: "grey" | "green" | "orange" | "red"; label: string; hint: string }> = {
  checking: { color: "grey", label: "Checking", hint: "Comparing these details with your business customers." },
  confirmed: { color: "green", label: "Confirmed", hint: "The customer is a business with this company name and tax ID." },
  unconfirmed: {
    color: "orange",
    label: "Not confirmed",
    hint: "The customer has no business account with this company name and tax ID. Check who placed the order before you ship on account.",
  },
  failed: { color: "red", label: "Check failed", hint: "These details could not be compared with your business customers." },
}

/** Shows whose purchase an order is, as it says, and whether the shop's own records agree. */
const BusinessOrderWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const details = DETAILS.flatMap(([key, label]): Detail[] => {
    const value = order.metadata?.[key]
    return typeof value === "string" && value !== "" ? [{ key, label, value }] : []
  })
  return details.length > 0 ? <BusinessDetails orderId={order.id} details={details} /> : null
}

const BusinessDetails = ({ orderId, details }: { orderId: string; details: Detail[] }) => {
  const { confirmation, checkAgain } = useOrderConfirmation(orderId)
  const { color, label, hint } = VERDICTS[confirmation]
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">Business details</Heading>
        <StatusBadge color={color}>{label}</StatusBadge>
      </div>
      {details.map(({ key, label, value }) => (
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
        {confirmation === "failed" && (
          <Button size="small" variant="secondary" className="shrink-0" onClick={checkAgain}>
            Try again
          </Button>
        )}
      </div>
    </Container>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.before" })

export default BusinessOrderWidget
