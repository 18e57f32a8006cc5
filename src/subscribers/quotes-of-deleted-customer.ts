import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { closeQuotesWorkflow } from "../workflows/quotes"

/** Nobody is left to accept what a deleted customer has asked for. */
export default async function closeQuotesOfDeletedCustomer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await closeQuotesWorkflow(container).run({ input: { customer_id: event.data.id, actor: { type: "system" } } })
}

export const config: SubscriberConfig = { event: "customer.deleted", context: { subscriberId: "customer-role-quotes-customer-deleted" } }
