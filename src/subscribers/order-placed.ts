import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { OrderWorkflowEvents } from "@medusajs/framework/utils"
import { noteOrderPlacerWorkflow } from "../workflows/bulk-orders/workflows/note-order-placer"

/** Who placed an order is kept by what was proved, not by what the order says of itself. */
export default async function notePlacerOfOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await noteOrderPlacerWorkflow(container).run({ input: { order_id: event.data.id } })
}

export const config: SubscriberConfig = { event: OrderWorkflowEvents.PLACED, context: { subscriberId: "customer-role-order-placed" } }
