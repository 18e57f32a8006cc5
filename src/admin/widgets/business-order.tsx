import { defineWidgetConfig } from "@medusajs/admin-sdk"
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types"
import { Badge, Container, Heading, Text } from "@medusajs/ui"
import { useEffect, useState } from "react"

// What Medusa's dashboard is built with.
declare const __BACKEND_URL__: string | undefined

/** What a bulk order keeps in its metadata for people, and what it is called. */
const DETAILS = [
  ["purchase_order_number", "Purchase order"],
  ["company_name", "Company"],
  ["tax_id", "Tax ID"],
  ["note", "Note"],
] as const

type Found = { orders?: { confirmed: boolean }[] }

/** Whether the order is that of a business on record; `undefined` until it is known. */
const useConfirmed = (orderId: string, isAsked: boolean): boolean | undefined => {
  const [confirmed, setConfirmed] = useState<boolean>()
  useEffect(() => {
    if (!isAsked) {
      return
    }
    const request = new AbortController()
    const backend = typeof __BACKEND_URL__ === "string" ? __BACKEND_URL__.replace(/\/+$/, "") : ""
    fetch(`${backend}/admin/orders/bulk?id=${encodeURIComponent(orderId)}`, { credentials: "include", signal: request.signal })
      .then((answer): Promise<Found> => answer.json())
      .then(({ orders }) => setConfirmed(orders?.[0]?.confirmed))
      // What is not known is shown as not confirmed.
      .catch(() => undefined)
    return () => request.abort()
  }, [orderId, isAsked])
  return confirmed
}

/** Shows whose purchase an order is, as it says, and whether the shop's own records agree. */
const BusinessOrderWidget = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const details = DETAILS.flatMap(([key, label]) => {
    const value = order.metadata?.[key]
    return typeof value === "string" && value !== "" ? [{ key, label, value }] : []
  })
  const confirmed = useConfirmed(order.id, details.length > 0)
  if (details.length === 0) {
    return null
  }
  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between px-6 py-4">
        <Heading level="h2">{confirmed ? "Business order" : "Order details"}</Heading>
        <Badge size="2xsmall" color={confirmed ? "green" : "orange"}>
          {confirmed ? "Business on record" : "Not confirmed"}
        </Badge>
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
