import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Container, Heading, Text } from "@medusajs/ui"

/** What a bulk order keeps in its metadata for people, and what it is called. */
const DETAILS = [
  ["purchase_order_number", "Purchase order"],
  ["company_name", "Company"],
  ["tax_id", "Tax ID"],
  ["note", "Note"],
] as const

/** Shows whose purchase an order is: beside the order, and only where it says so. */
const BusinessOrderWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const details = DETAILS.flatMap(([key, label]) => {
    const value = order.metadata?.[key]
    return typeof value === "string" && value !== "" ? [{ key, label, value }] : []
  })
  if (details.length === 0) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">Business order</Heading>
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
    </Container>
  )
}

export const config = defineWidgetConfig({ zone: "order.details.side.before" })

export default BusinessOrderWidget
