import { defineWidgetConfig } from "@medusajs/admin-sdk"
import { Buildings } from "@medusajs/icons"
import { Button, Container, Text } from "@medusajs/ui"
import { useQuery } from "@tanstack/react-query"
import { Link } from "react-router-dom"
import { listBusinesses, roleKeys } from "../api/roles"
import { useText } from "../i18n/use-text"

const QUERY = { status: "pending", limit: 1 }

/** A line on Medusa's customer list that says how many businesses wait, and leads to them. Shows nothing without an answer. */
const BusinessQueueWidget = () => {
  const { text } = useText()
  const { data } = useQuery({ queryKey: roleKeys.list(QUERY), queryFn: () => listBusinesses(QUERY) })
  if (!data) {
    return null
  }
  return (
    <Container className="flex items-center justify-between gap-x-4 px-6 py-3">
      <div className="flex items-center gap-x-2">
        <Buildings className="text-ui-fg-subtle" aria-hidden />
        <Text size="small" leading="compact" weight="plus">
          {text("widget.queue", { count: data.count })}
        </Text>
      </div>
      <Button size="small" variant="secondary" asChild>
        <Link to="/business-customers">{text(data.count > 0 ? "widget.queueOpen" : "widget.queueAll")}</Link>
      </Button>
    </Container>
  )
}

export const config = defineWidgetConfig({ zone: "customer.list", id: "medusa-plugin-customer-role:business-queue" })

export default BusinessQueueWidget
