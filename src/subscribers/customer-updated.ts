import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { refreshCustomerRoleSearchWorkflow } from "../workflows/customer-role"
import { refreshQuoteSearchWorkflow } from "../workflows/quotes"

/** Updates the email address and names by which the admin lists find a business and its quotes. */
export default async function refreshSearchOfCustomer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await refreshCustomerRoleSearchWorkflow(container).run({ input: { customer_id: event.data.id } })
  await refreshQuoteSearchWorkflow(container).run({ input: { customer_id: event.data.id } })
}

export const config: SubscriberConfig = { event: "customer.updated", context: { subscriberId: "customer-role-customer-updated" } }
