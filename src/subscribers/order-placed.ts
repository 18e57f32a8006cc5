import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { noteOrderPlacerWorkflow } from "../workflows/bulk-orders/note-order-placer"

/** Records who placed an order, as proved by their credentials rather than by the order's own data. */
export default async function notePlacerOfOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await noteOrderPlacerWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.PLACED, context: { subscriberId: "customer-role-order-placed" } }
