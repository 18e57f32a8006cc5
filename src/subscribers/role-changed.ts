import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CustomerRoleEvents, type CustomerRoleEventData } from "../events"
import { writeBackRoleWorkflow } from "../workflows/customer-role"

/** Storefronts read the outcome from Clerk's `publicMetadata`. */
export default async function writeRoleBackToClerk({ event, container }: SubscriberArgs<CustomerRoleEventData>): Promise<void> {
  await writeBackRoleWorkflow(container).run({ input: { customer_id: event.data.customer_id } })
}

export const config: SubscriberConfig = {
  event: [
    CustomerRoleEvents.CREATED,
    CustomerRoleEvents.PENDING,
    CustomerRoleEvents.VERIFIED,
    CustomerRoleEvents.REJECTED,
    CustomerRoleEvents.REVOKED,
    CustomerRoleEvents.ACCOUNT_TYPE_CHANGED,
  ],
  context: { subscriberId: "customer-role-write-back" },
}
