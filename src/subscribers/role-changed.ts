import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { CustomerRoleEvents, type CustomerRoleEventData } from "../events"
import { KeyedQueue } from "../workflows/customer-role/keyed-queue"
import { writeBackRoleWorkflow } from "../workflows/customer-role"

const queue = new KeyedQueue()

/** Storefronts read the outcome from Clerk's `publicMetadata`. One change may make two events: the second finds nothing to write. */
export default async function writeRoleBackToClerk({ event, container }: SubscriberArgs<CustomerRoleEventData>): Promise<void> {
  const { customer_id } = event.data
  await queue.run(customer_id, () => writeBackRoleWorkflow(container).run({ input: { customer_id } }))
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
