import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { closeRoleWorkflow } from "../workflows/customer-role"

/** Closes the role of a deleted customer. */
export default async function closeRoleOfDeletedCustomer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await closeRoleWorkflow(container).run({ input: { customer_ids: [event.data.id], actor: { type: "system" } } })
}

export const config: SubscriberConfig = { event: "customer.deleted", context: { subscriberId: "customer-role-customer-deleted" } }
