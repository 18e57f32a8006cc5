import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { closeQuotesWorkflow } from "../workflows/quotes"

/** Closes the quotes of a deleted customer, because nobody can accept them any more. */
export default async function closeQuotesOfDeletedCustomer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await closeQuotesWorkflow(container).run({ input: { customer_id: event.data.id, actor: { type: "system" } } })
}

export const config: SubscriberConfig = { event: "customer.deleted", context: { subscriberId: "customer-role-quotes-customer-deleted" } }
