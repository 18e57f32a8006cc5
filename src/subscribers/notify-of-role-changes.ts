import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CustomerRoleEvents, type CustomerRoleEventData } from "../events"
import { notifyOfRoleWorkflow } from "../workflows/customer-role"
import type { NotifiedStatus } from "../workflows/customer-role/notifications/role-notifications"
import { notifyInTurn } from "../workflows/notifications/notify-in-turn"

const STATUS_OF = new Map<string, NotifiedStatus>([
  [CustomerRoleEvents.PENDING, "pending"],
  [CustomerRoleEvents.VERIFIED, "verified"],
  [CustomerRoleEvents.REJECTED, "rejected"],
  [CustomerRoleEvents.REVOKED, "revoked"],
])

/** Notifies the shop of applications and customers of decisions. A failed notification is sent when the event is repeated. */
export default async function notifyOfRoleChange({ event, container }: SubscriberArgs<CustomerRoleEventData>): Promise<void> {
  const { id, customer_id } = event.data
  const status = STATUS_OF.get(event.name)
  if (status) {
    await notifyInTurn(container, customer_id, () => notifyOfRoleWorkflow(container).run({ input: { id, customer_id, status } }))
  }
}

export const config: SubscriberConfig = { event: [...STATUS_OF.keys()], context: { subscriberId: "customer-role-notifications" } }
